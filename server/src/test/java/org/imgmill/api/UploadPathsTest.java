package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.imgmill.auth.Keyed;
import org.imgmill.testing.Form;
import org.imgmill.testing.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every form of an upload has a path that takes it alone, and another that keeps nothing.
class UploadPathsTest {

    private static final String CSV =
            "S. No.,Product Name,Input Image Urls\n1,Mug,\"javascript:1,https://a.invalid/1.jpg,https://a.invalid/1.jpg\"\n";
    private static final String JSON =
            """
            {"images": [{"id": "a", "url": "javascript:1"}, {"url": "https://a.invalid/1.jpg"},
              {"url": "https://a.invalid/1.jpg"}], "name": "autumn", "recipe": {"quality": 61}}
            """;

    private static final Server SERVER = Server.shared();

    enum Kind {
        FORM,
        CSV,
        JSON;

        private String path(String of) {
            return "/v1/" + of + "/" + word();
        }

        private String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /// The same upload in each form, to any path, with one more field.
        private HttpRequest to(String path, String field, String value) {
            var uri = URI.create(SERVER.url(path));
            return switch (this) {
                case FORM -> {
                    var form =
                            new Form()
                                    .field("name", "autumn")
                                    .field("quality", "61")
                                    .file("file", "products.csv", UploadPathsTest.CSV);
                    yield (field.isEmpty() ? form : form.field(field, value)).to(uri);
                }
                case CSV ->
                        HttpRequest.newBuilder(
                                        URI.create(
                                                uri
                                                        + "?name=autumn&quality=61"
                                                        + (field.isEmpty()
                                                                ? ""
                                                                : "&" + field + "=" + value)))
                                .header("Content-Type", "text/csv")
                                .POST(BodyPublishers.ofString(UploadPathsTest.CSV))
                                .build();
                case JSON ->
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                field.isEmpty()
                                                        ? UploadPathsTest.JSON
                                                        : UploadPathsTest.JSON.replaceFirst(
                                                                "\\{",
                                                                "{\"%s\": \"%s\","
                                                                        .formatted(field, value))))
                                .build();
            };
        }

        private HttpResponse<String> send(String path, String field, String value) {
            return SERVER.send(to(path, field, value));
        }
    }

    private static long batches() {
        return SERVER.db().sql("select count(*) from batch").query(Long.class).single();
    }

    @ParameterizedTest
    @EnumSource
    void eachFormMakesABatchAtItsOwnPath(Kind kind) {
        var answer = kind.send(kind.path("uploads"), "", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var batch = Server.json(answer.body());
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("/v1/batches/" + batch.get("id").asString());
        assertThat(batch.get("name").asString()).isEqualTo("autumn");
        assertThat(batch.at("/recipe/quality").asInt()).isEqualTo(61);
        assertThat(batch.at("/counts/distinct").asInt()).isEqualTo(2);
        assertThat(batch.get("webhooks").isArray()).isTrue();
        SERVER.post("/v1/batches/%s/cancel".formatted(batch.get("id").asString()));
    }

    @ParameterizedTest
    @EnumSource
    void aDryRunCountsWhatStandsInItAndKeepsNothing(Kind kind) {
        long before = batches();
        for (var answer :
                Stream.of(
                                kind.send(kind.path("dry-runs"), "", ""),
                                kind.send("/v1/batches", "dry_run", "true"))
                        .toList()) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            var found = Server.json(answer.body());
            assertThat(found.get("images").asInt()).isEqualTo(3);
            assertThat(found.get("distinct").asInt()).isEqualTo(2);
            assertThat(found.get("duplicates").asInt()).isEqualTo(1);
            assertThat(found.get("invalid_urls").asInt()).isEqualTo(1);
            assertThat(found.at("/hosts/0/host").asString()).isEqualTo("a.invalid");
            assertThat(found.at("/hosts/0/images").asInt()).isEqualTo(2);
            assertThat(found.get("rows").asInt()).isEqualTo(kind == Kind.JSON ? 3 : 1);
        }
        assertThat(batches()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void aPathOfItsOwnTakesNoOtherFormAndNoDryRun(Kind kind) {
        for (var of : new String[] {"uploads", "dry-runs"}) {
            for (var other : Kind.values()) {
                if (other != kind) {
                    var answer = other.send(kind.path(of), "", "");
                    assertThat(answer.statusCode()).as(kind + " " + other).isEqualTo(415);
                    assertThat(answer.headers().firstValue("Accept")).isPresent();
                }
            }
            var answer = kind.send(kind.path(of), "dry_run", "true");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("unknown_field", "dry_run");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyAskForAKeyThatMayWrite(Kind kind) {
        for (var of : new String[] {"uploads", "dry-runs"}) {
            var path = kind.path(of);
            assertThat(Keyed.call("POST", path, "{}").statusCode()).isEqualTo(401);
            assertThat(Keyed.call("POST", path, "{}", "X-API-Key", Keyed.key("read")).statusCode())
                    .isEqualTo(403);
        }
    }
}
