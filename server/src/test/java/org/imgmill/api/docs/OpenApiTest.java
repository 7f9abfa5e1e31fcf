package org.imgmill.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imgmill.attempt.FailureCode;
import org.imgmill.catalogue.ProblemCode;
import org.imgmill.origin.Origin;
import org.imgmill.refusals.ProblemType;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The documentation that the server hands out says what the code does.
class OpenApiTest {

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final Server server = Server.shared();
    private final JsonNode document = Server.json(server.get("/v3/api-docs").body());

    private record Documented(String path, String method, JsonNode operation) {
        String name() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }
    }

    private List<Documented> operations() {
        var all = new ArrayList<Documented>();
        document.get("paths")
                .properties()
                .forEach(
                        path ->
                                path.getValue().properties().stream()
                                        .filter(method -> METHODS.contains(method.getKey()))
                                        .forEach(
                                                method ->
                                                        all.add(
                                                                new Documented(
                                                                        path.getKey(),
                                                                        method.getKey(),
                                                                        method.getValue()))));
        return all;
    }

    @Test
    void everyReferenceLeadsToSomethingInTheDocument() {
        assertThat(document.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference ->
                                assertThat(document.at(reference.substring(1)).isMissingNode())
                                        .as(reference)
                                        .isFalse());
    }

    @Test
    void everyTextThatIsAWordOfAClosedListHasThatList() {
        var names = Set.of("status", "state", "code", "event", "events", "scopes", "certainty");
        var without = new ArrayList<String>();
        document.at("/components/schemas").properties().stream()
                .filter(schema -> !schema.getKey().equals("LinksView"))
                .forEach(
                        schema ->
                                schema.getValue().path("properties").properties().stream()
                                        .filter(property -> names.contains(property.getKey()))
                                        .filter(property -> isTextWithoutList(property.getValue()))
                                        .forEach(
                                                property ->
                                                        without.add(
                                                                schema.getKey()
                                                                        + "."
                                                                        + property.getKey())));

        assertThat(without).isEmpty();
        assertThat(document.at("/components/schemas/BatchView/properties/status/enum").toString())
                .contains("\"completed_with_errors\"");
        assertThat(document.at("/components/schemas/ImageView/properties/code/enum").toString())
                .contains("\"http_status\"", "null");
    }

    private static boolean isTextWithoutList(JsonNode property) {
        var one = property.has("items") ? property.get("items") : property;
        return one.path("type").toString().contains("string") && !one.has("enum");
    }

    @Test
    void everyPathOfTheCodeIsExplainedAndNoOther() throws IOException {
        var explained = new TreeSet<String>();
        OpenApiConfiguration.texts()
                .getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .keySet()
                                        .forEach(method -> explained.add(method + " " + path)));

        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(operations()).hasSizeGreaterThan(40);
        assertThat(operations().stream().map(Documented::name))
                .containsExactlyInAnyOrderElementsOf(explained);
    }

    @Test
    void everyOperationHasASummaryATagAndAnAnswerForEveryEnd() {
        for (var documented : operations()) {
            var operation = documented.operation();
            assertThat(operation.path("summary").asString("")).as(documented.name()).isNotEmpty();
            assertThat(operation.path("tags").size()).as(documented.name()).isEqualTo(1);
            assertThat(operation.get("responses").propertyNames())
                    .as(documented.name())
                    .anyMatch(status -> status.startsWith("2"));
            operation
                    .path("parameters")
                    .forEach(
                            parameter ->
                                    assertThat(parameter.path("description").asString(""))
                                            .as(documented.name() + " " + parameter.get("name"))
                                            .isNotEmpty());
            if (documented.path().startsWith("/v1")) {
                assertThat(operation.at("/responses/500/content").propertyNames())
                        .as(documented.name())
                        .contains("application/problem+json");
            }
        }
    }

    @Test
    void everyOperationSaysWhoMayAskAndHowOthersAreRefused() {
        var schemes = document.at("/components/securitySchemes").propertyNames();
        assertThat(schemes).containsExactlyInAnyOrder("key", "bearer", "basic", "session");
        assertThat(document.get("security").toString()).contains("\"key\"", "{}");
        for (var documented : operations()) {
            if (documented.path().startsWith("/v1/")) {
                assertThat(documented.operation().get("responses").propertyNames())
                        .as(documented.name())
                        .contains("401", "403", "406", "429");
            }
        }
        assertThat(document.at("/paths/~1v1~1session/post/security").size()).isZero();
        assertThat(document.at("/paths/~1v1~1session/post").has("security")).isTrue();
    }

    @Test
    void whatAWebhookHearsIsWhatTheDocumentSays() {
        assertThat(document.get("webhooks").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        schema("BatchEvent")
                                .at("/properties/type/enum")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
        try (var origin = Origin.start()) {
            origin.play("/hook", (_, reply) -> reply.respond(204, "", new byte[0]));
            server.run(
                    "S. No.,Product Name,Input Image Urls\n1,Mug,javascript:1\n",
                    "webhook_url",
                    origin.url("/hook"));
            Eventually.until("a delivery", () -> !origin.requests().isEmpty());
            var heard =
                    Server.json(
                            new String(
                                    origin.requests().getFirst().body(), StandardCharsets.UTF_8));

            assertSame("BatchEvent", heard);
            assertThat(heard.get("data").propertyNames())
                    .containsExactlyInAnyOrderElementsOf(
                            schema("BatchEvent").at("/properties/data/properties").propertyNames());
        }
    }

    @Test
    void everyCodeOfAProblemIsDocumentedSomewhere() {
        var documented = document.toString();

        assertThat(ProblemType.values())
                .allMatch(type -> documented.contains("/docs/problems#" + type.code()));
    }

    @Test
    void theSchemaOfABatchHasTheFieldsOfABatch() {
        var batch = server.run("S. No.,Product Name,Input Image Urls\n1,Mug,javascript:1\n");
        var images =
                Server.json(
                        server.get("/v1/batches/%s/images".formatted(batch.get("id").asString()))
                                .body());

        assertSame("BatchView", batch);
        assertSame("CountsView", batch.get("counts"));
        assertSame("RecipeView", batch.get("recipe"));
        assertSame("LinksView", batch.get("links"));
        assertSame("FailureView", batch.at("/failures/0"));
        assertSame("ImageView", images.at("/data/0"));
        assertThat(schema("BatchView").at("/properties/finished_at/type").toString())
                .contains("null");
        assertThat(schema("BatchView").at("/properties/name/type").toString())
                .doesNotContain("null");
    }

    @Test
    void theExampleOfABatchHasTheFieldsOfABatch() {
        var example =
                document.at("/paths/~1v1~1batches~1{id}/get/responses/200/content")
                        .get("application/json")
                        .get("example");

        assertSame("BatchView", example);
        assertSame("RecipeView", example.get("recipe"));
    }

    private void assertSame(String schema, JsonNode shown) {
        assertThat(shown.propertyNames())
                .as(schema)
                .containsExactlyInAnyOrderElementsOf(
                        schema(schema).get("properties").propertyNames());
    }

    private JsonNode schema(String name) {
        return document.at("/components/schemas/" + name);
    }

    @Test
    void everyProblemLeadsToItsPlaceOnThePageOfProblems() {
        var answer = server.get("/docs/problems");

        var codes =
                Stream.of(
                                Arrays.stream(ProblemType.values()).map(ProblemType::code),
                                Arrays.stream(ProblemCode.values()).map(ProblemCode::code),
                                Arrays.stream(FailureCode.values()).map(FailureCode::word))
                        .flatMap(all -> all)
                        .toList();
        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("text/html");
        // A code that stands in two lists has one place.
        var page = answer.body();
        assertThat(codes).allMatch(code -> page.split("<dt id=\"" + code + "\">", -1).length == 2);
        assertThat(answer.body()).contains("This is not an http or https address.");
    }
}
