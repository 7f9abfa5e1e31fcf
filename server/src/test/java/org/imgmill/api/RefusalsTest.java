package org.imgmill.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.imgmill.refusals.ProblemType;
import org.imgmill.testing.Form;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever /v1 refuses, it refuses as a problem with a code, and keeps nothing.
///
/// Long: a list of refusals, each three lines.
class RefusalsTest {

    private static final String CSV =
            "S. No.,Product Name,Input Image Urls\n1,Mug,http://127.0.0.1:9/mug.jpg\n";

    private final Server server = Server.shared();

    @ParameterizedTest
    @ValueSource(strings = {"{\"images\": [", "", "[]", "\"images\"", "null", "{\"images\": [}"})
    void aBodyThatIsNotTheJsonThatBelongsThere(String body) {
        assertProblem(server.postJson("/v1/batches", body), 400, "invalid_body");
        assertProblem(server.postJson("/v1/preview", body), 400, "invalid_body");
    }

    @Test
    void jsonOfAnotherShape() {
        assertProblem(
                server.postJson("/v1/batches", "{\"images\": \"mug.jpg\"}"), 400, "missing_images");
        assertProblem(
                server.postJson("/v1/batches", "{\"images\": [\"mug.jpg\"]}"),
                400,
                "invalid_image");
        assertProblem(server.postJson("/v1/batches", "{\"pictures\": []}"), 400, "unknown_field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/tab-separated-values", "application/xml", ""})
    void anotherContentType(String type) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url("/v1/batches")))
                        .POST(BodyPublishers.ofString(CSV));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        var answer = server.send(request.build());

        assertProblem(answer, 415, "unsupported_media_type");
        assertThat(answer.headers().firstValue("accept")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/nothing",
        "GET, /v1/",
        "GET, /v1/batches/nonsense",
        "GET, /v1/batches/00000000-0000-0000-0000-000000000000",
        "GET, /v1/batches/00000000-0000-0000-0000-000000000000/events",
        "GET, /v1/batches/nonsense/results.zip",
        "POST, /v1/batches/nonsense/retry",
        "DELETE, /v1/batches/nonsense",
        "DELETE, /v1/webhooks/nonsense",
        "POST, /v1/deliveries/nonsense/redeliver"
    })
    void somethingThatIsNotThere(String method, String path) {
        assertProblem(method(method, path), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/batches",
        "DELETE, /v1/batches",
        "GET, /v1/batches/00000000-0000-0000-0000-000000000000/cancel",
        "POST, /v1/template.csv"
    })
    void anotherMethod(String method, String path) {
        var answer = method(method, path);

        assertProblem(answer, 405, "method_not_allowed");
        assertThat(answer.headers().firstValue("allow")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=many", "status=lost"})
    void aParameterThatCannotBe(String query) {
        assertProblem(server.get("/v1/batches?" + query), 400, "invalid_field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batches?q=%00",
                "/v1/batches?status=%00",
                "/v1/batches?after=a%00",
                "/v1/batches?%00=1",
                "/v1/batches/nonsense/images?q=%00",
                "/v1/batches/nonsense/products?q=a%00b",
                "/v1/audit?after=%00"
            })
    void aParameterWithANul(String path) {
        assertProblem(server.get(path), 400, "invalid_field");
    }

    @Test
    void aFormWithANul() {
        for (var name : new String[] {"name", "url_separator", "webhook_url", "no\0such"}) {
            var form = new Form().file("file", "products.csv", CSV).field(name, "a\0b");
            assertProblem(upload(form), 400, "invalid_multipart");
        }
        assertProblem(upload(new Form().file("file", "a\0.csv", CSV)), 400, "invalid_multipart");
        var face =
                server.send(
                        new Form().file("file", "p.csv", CSV).field("webhook_url", "a\0"),
                        "/api/upload");
        assertThat(face.statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"images\": [{\"url\": \"http://127.0.0.1:9/\\u0000\"}]}",
                "{\"name\": \"\\u0000\", \"images\": [{\"url\": \"http://127.0.0.1:9/\"}]}",
                "{\"images\": [{\"id\": \"\\u0000\", \"url\": \"http://127.0.0.1:9/\"}]}"
            })
    void jsonWithANul(String body) {
        assertProblem(server.postJson("/v1/batches", body), 400, "invalid_body");
    }

    @Test
    void aPathWithANul() {
        var answer = RawHttp.ask(server, "GET /v1/batches/%00", "Host: localhost");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @Test
    void aCursorOfNoPage() {
        assertProblem(server.get("/v1/batches?after=nonsense"), 400, "invalid_cursor");
        assertProblem(
                server.get("/v1/batches?after=00000000-0000-0000-0000-000000000000"),
                400,
                "invalid_cursor");
    }

    @Test
    void aFormWithoutAFile() {
        assertProblem(upload(new Form().field("quality", "50")), 400, "missing_file");
        assertProblem(
                upload(new Form().file("catalogue", "products.csv", CSV)), 400, "unknown_field");
        assertProblem(
                upload(new Form().file("file", "products.csv", CSV).file("file", "more.csv", CSV)),
                400,
                "missing_file");
    }

    @Test
    void aPreviewOfMoreThanMemoryShouldHold() {
        var large = new Form().file("file", "large.jpg", new byte[53_000_000]);

        var answer = server.send(large, "/v1/preview");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Server.json(answer.body()).get("code").asString()).isEqualTo("too_large");
    }

    @Test
    void anEmptyFile() {
        assertProblem(upload(new Form().file("file", "products.csv", "")), 400, "empty_file");
    }

    @Test
    void aFileThatIsNoCatalogueWhateverItsName() {
        var picture = new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 0, 0, 0};

        var answer = upload(new Form().file("file", "products.csv", picture));

        assertProblem(answer, 400, "invalid_catalogue");
        assertThat(Server.json(answer.body()).at("/errors/0/code").asString())
                .isEqualTo("not_a_catalogue");
    }

    @Test
    void aCatalogueIsKnownByItsContentAndNotByItsName() {
        var answer = upload(new Form().file("file", "products.txt", CSV).field("dry_run", "true"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aFormThatIsCutOff() {
        var answer =
                server.send(
                        HttpRequest.newBuilder(URI.create(server.url("/v1/batches")))
                                .header("Content-Type", "multipart/form-data; boundary=x")
                                .POST(
                                        BodyPublishers.ofString(
                                                "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n1,"))
                                .build());

        assertProblem(answer, 400, "invalid_multipart");
    }

    @Test
    void aWebhookThatCannotBeCalledIsNamed() {
        var answer =
                upload(
                        new Form()
                                .file("file", "products.csv", CSV)
                                .field("webhook_urls", "http://10.0.0.1/hook"));

        assertProblem(answer, 400, "invalid_webhook");
        assertThat(Server.json(answer.body()).get("detail").asString())
                .contains("http://10.0.0.1/hook");
    }

    @Test
    void aBodyLargerThanThisServerTakes() {
        try (var small =
                Server.start("--imgmill.csv.max-bytes=20KB", "--imgmill.json.max-bytes=20KB")) {
            var large = CSV + "#".repeat(40_000);
            var answer = small.send(new Form().file("file", "products.csv", large), "/v1/batches");
            assertProblem(answer, 413, "upload_too_large");

            var face = small.send(new Form().file("file", "products.csv", large), "/api/upload");
            assertThat(face.statusCode()).isEqualTo(413);
            assertThat(Server.json(face.body()).get("error").asString()).isNotEmpty();

            var list = "{\"images\": [" + "{\"url\": \"http://127.0.0.1:9/\"},".repeat(2_000);
            assertProblem(small.postJson("/v1/batches", list), 413, "upload_too_large");
            var unannounced =
                    HttpRequest.newBuilder(URI.create(small.url("/v1/batches")))
                            .header("Content-Type", "application/json")
                            .POST(
                                    BodyPublishers.ofInputStream(
                                            () -> new ByteArrayInputStream(list.getBytes(UTF_8))))
                            .build();
            assertProblem(small.send(unannounced), 413, "upload_too_large");

            assertThat(Server.json(small.get("/v1/batches").body()).get("data").isEmpty()).isTrue();
        }
    }

    private HttpResponse<String> upload(Form form) {
        return server.send(form, "/v1/batches");
    }

    private HttpResponse<String> method(String method, String path) {
        return server.send(
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .method(method, BodyPublishers.noBody())
                        .build());
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        var problem = Server.json(answer.body());
        assertThat(problem.get("code").asString()).as(answer.body()).isEqualTo(code);
        assertThat(problem.get("type").asString()).isEqualTo("/docs/problems#" + code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotEmpty();
        assertThat(problem.get("detail").asString()).isNotEmpty().doesNotContain("org.", "java.");
        assertThat(ProblemType.valueOf(code.toUpperCase(java.util.Locale.ROOT)).status().value())
                .isEqualTo(status);
    }
}
