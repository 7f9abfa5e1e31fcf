package org.imgmill.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Catalogues that lie at an address.
class SourceUrlTest {

    private final Server server = Server.shared();
    private final Origin origin = Origin.start();

    @BeforeEach
    void serve() {
        origin.serve("/mug.jpg", Pictures.jpeg(120, 90))
                .play(
                        "/export/products.csv",
                        (_, reply) -> reply.respond(200, "ETag: \"v7\"\n", csv().getBytes(UTF_8)));
    }

    private String csv() {
        return "id,image\nA-01," + origin.url("/mug.jpg") + "\n";
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void curlWithOneFieldStartsABatchOfWhatLiesThere() {
        var answer = post("source_url", origin.url("/export/products.csv"), "quality", "40");

        assertThat(answer.statusCode()).isEqualTo(202);
        var batch = server.awaitEnd(Server.json(answer.body()).get("id").asString());
        assertFetched(batch);
        assertThat(batch.at("/recipe/quality").asInt()).isEqualTo(40);
        assertThat(server.get("/v1/batches/" + batch.get("id").asString() + "/results.csv").body())
                .startsWith("id,image,output_image");
    }

    @Test
    void sixteenOutputsFitIntoAShortFormAndIntoARunAgain() {
        var outputs =
                IntStream.range(0, 16)
                        .mapToObj(
                                i ->
                                        """
                                        {"name": "size_%d", "width": %d, "height": 2000, "fit": "contain", "background": "#ffffff",
                                         "format": "jpeg", "quality": 60, "effort": "default", "chroma": "keep", "scans": "auto",
                                         "sharpen": 0.5}
                                        """
                                                .formatted(i, 100 + i))
                        .collect(Collectors.joining(",", "[", "]"));

        var answer = post("source_url", origin.url("/export/products.csv"), "outputs", outputs);

        var batch = ended(answer);
        assertThat(batch.get("outputs")).hasSize(16);
        var again =
                server.postJson(
                        "/v1/batches/" + batch.get("id").asString() + "/again",
                        "{\"outputs\": " + outputs + "}");
        assertThat(ended(again).get("outputs")).hasSize(16);
    }

    @Test
    void aFormAndJsonDoTheSame() {
        var form = new Form().field("source_url", origin.url("/export/products.csv"));
        var json =
                """
                {"source_url": "%s", "columns": {"images": ["image"]}, "recipe": {"quality": 40}, "name": "autumn"}
                """
                        .formatted(origin.url("/export/products.csv"));

        assertFetched(ended(server.send(form, "/v1/batches")));
        var named = ended(server.postJson("/v1/batches", json));
        assertThat(named.get("name").asString()).isEqualTo("autumn");
        assertThat(named.at("/recipe/quality").asInt()).isEqualTo(40);
        assertThat(named.at("/source/etag").asString()).isEqualTo("\"v7\"");
    }

    @Test
    void aDryRunLooksAtItAndKeepsNothing() {
        for (var answer :
                java.util.List.of(
                        post("source_url", origin.url("/export/products.csv"), "dry_run", "true"),
                        server.postJson(
                                "/v1/batches",
                                "{\"source_url\": \"%s\", \"dry_run\": true}"
                                        .formatted(origin.url("/export/products.csv"))))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Server.json(answer.body()).get("images").asInt()).isEqualTo(1);
        }
    }

    @Test
    void whatCannotBeFetchedIsRefusedWithTheAddressAndTheReason() {
        refused(origin.url("/gone.csv"), "source_not_fetched", "the server answered 404");
        refused("http://10.1.2.3/products.csv", "source_not_fetched", "not on the public internet");
        refused("http://[::1]:1/products.csv", "source_not_fetched", "not on the public internet");
        refused("file:///etc/passwd", "invalid_field", "source_url is an address");
        refused("http://me:secret@127.0.0.1/a.csv", "invalid_field", "contains a user name");
        origin.serve("/empty.csv", new byte[0]);
        refused(origin.url("/empty.csv"), "source_not_fetched", "the file is empty");
    }

    @Test
    void whatIsNoCatalogueThereIsRefusedAsIfItHadBeenSent() {
        origin.serve("/list.csv", "a,b\n1,2\n".getBytes(UTF_8));

        var answer = post("source_url", origin.url("/list.csv"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("code").asString())
                .isEqualTo("invalid_catalogue");
    }

    @Test
    void aCatalogueThatIsTooLargeIsNotReadToItsEnd() {
        try (var small = Server.start("--imgmill.csv.max-bytes=2KB")) {
            origin.serve("/large.csv", "x".repeat(3000).getBytes(UTF_8));
            var answer =
                    small.postJson(
                            "/v1/batches",
                            "{\"source_url\": \"%s\"}".formatted(origin.url("/large.csv")));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains(origin.url("/large.csv"));
        }
    }

    @Test
    void twoCataloguesAtOnceAreRefused() {
        var form =
                new Form()
                        .field("source_url", origin.url("/export/products.csv"))
                        .file("file", "p.csv", csv());
        var json =
                "{\"source_url\": \"%s\", \"images\": [{\"url\": \"%s\"}]}"
                        .formatted(origin.url("/export/products.csv"), origin.url("/mug.jpg"));

        for (var answer :
                java.util.List.of(
                        server.send(form, "/v1/batches"), server.postJson("/v1/batches", json))) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Server.json(answer.body()).get("code").asString())
                    .isEqualTo("invalid_field");
        }
    }

    @Test
    void theSameRequestUnderOneIdempotencyKeyMakesOneBatch() {
        var body = "{\"source_url\": \"%s\"}".formatted(origin.url("/export/products.csv"));
        var request =
                HttpRequest.newBuilder(URI.create(server.url("/v1/batches")))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", origin.url("/once"))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();

        var first = Server.json(server.send(request).body()).get("id").asString();

        assertThat(Server.json(server.send(request).body()).get("id").asString()).isEqualTo(first);
    }

    private void refused(String url, String code, String why) {
        var answer = post("source_url", url);

        assertThat(answer.statusCode()).as(url).isBetween(400, 422);
        var problem = Server.json(answer.body());
        assertThat(problem.get("code").asString()).as(url).isEqualTo(code);
        assertThat(problem.get("detail").asString()).contains(url, why);
    }

    private void assertFetched(JsonNode batch) {
        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.get("name").asString()).isEqualTo("products.csv");
        assertThat(batch.at("/source/url").asString())
                .isEqualTo(origin.url("/export/products.csv"));
        assertThat(batch.at("/source/etag").asString()).isEqualTo("\"v7\"");
    }

    private JsonNode ended(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return server.awaitEnd(Server.json(answer.body()).get("id").asString());
    }

    private HttpResponse<String> post(String... fields) {
        var body =
                Stream.iterate(0, i -> i < fields.length, i -> i + 2)
                        .map(i -> fields[i] + "=" + URLEncoder.encode(fields[i + 1], UTF_8))
                        .collect(Collectors.joining("&"));
        return server.send(
                HttpRequest.newBuilder(URI.create(server.url("/v1/batches")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }
}
