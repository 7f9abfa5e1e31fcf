package org.imgmill.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Uploads that mean harm, or go wrong; and links that expire, on the same server.
@Timeout(60)
class UploadsTest {

    private static final int PLACES = 2;
    private static final String PART =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\nS. No.,Product";

    @TempDir static Path data;

    private static Server server;

    @BeforeAll
    static void start() {
        server =
                Server.start(
                        "--imgmill.data-dir=" + data,
                        "--imgmill.uploads.concurrent=" + PLACES,
                        "--imgmill.uploads.timeout=2s",
                        "--imgmill.json.max-bytes=64KB",
                        "--imgmill.files=signed");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysOnTheDisk() throws IOException {
        for (var folder : List.of("tmp", "tomcat")) {
            try (var files = Files.walk(data.resolve(folder))) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    private static RawHttp begin(String path, String... headers) {
        var raw = RawHttp.to(server);
        var all = new java.util.ArrayList<>(List.of("Host: localhost"));
        all.add("Content-Type: multipart/form-data; boundary=b");
        all.addAll(List.of(headers));
        return raw.send(RawHttp.head("POST " + path, all.toArray(String[]::new)));
    }

    @Test
    void moreUploadsThanPlacesAreAskedToComeBack() {
        try (var one = begin("/v1/batches", "Content-Length: 500", "Expect: 100-continue");
                var two = begin("/api/upload", "Content-Length: 500", "Expect: 100-continue")) {
            assertThat(one.line()).startsWith("HTTP/1.1 100");
            assertThat(two.line()).startsWith("HTTP/1.1 100");
            one.send(PART);
            two.send(PART);

            for (var path : new String[] {"/v1/batches", "/api/upload", "/image/upload/"}) {
                try (var third = begin(path, "Content-Length: 500")) {
                    assertThat(third.answerHead())
                            .startsWith("HTTP/1.1 429")
                            .containsIgnoringCase("retry-after: ");
                }
            }
            one.endOfRequest();
            two.endOfRequest();
            one.answer();
            two.answer();
        }
        assertThat(server.send(new Form().file("file", "p.csv", "x"), "/v1/batches").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/batches, multipart/form-data; boundary=b, '\"code\":\"request_timeout\"'",
        "/v1/batches, application/json, '\"code\":\"request_timeout\"'",
        "/api/upload, multipart/form-data; boundary=b, '\"msg\":'"
    })
    void anUploadThatTricklesIsGivenUp(String path, String type, String words) {
        try (var clock = Executors.newSingleThreadScheduledExecutor();
                var slow = RawHttp.to(server)) {
            slow.send(
                    RawHttp.head(
                            "POST " + path,
                            "Host: localhost",
                            "Content-Type: " + type,
                            "Content-Length: 50000"));
            slow.send(type.contains("json") ? "{\"name\": \"" : PART);
            var trickle =
                    clock.scheduleWithFixedDelay(
                            () -> slow.trySend("x"), 0, 50, TimeUnit.MILLISECONDS);

            assertThat(slow.answer()).startsWith("HTTP/1.1 408").contains(words);
            assertThat(trickle.cancel(true)).isTrue();
        }
    }

    @Test
    void anUploadThatIsCutOffLeavesNothing() {
        for (var path : new String[] {"/v1/batches", "/upload", "/v1/preview"}) {
            try (var cut = begin(path, "Content-Length: 100000")) {
                cut.send(PART).endOfRequest();
                assertThat(cut.answer()).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
            }
        }
        assertThat(server.get("/v1/batches").body()).doesNotContain("p.csv");
    }

    @Test
    void aRefusedCatalogueLeavesNothing() {
        assertThat(
                        server.send(new Form().file("file", "p.csv", "a,b\n1,2\n"), "/v1/batches")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aFloodOfPartsIsRefused() {
        var form = new Form();
        for (int i = 0; i < 200; i++) {
            form.field("field" + i, "x");
        }

        var answer = server.send(form.file("file", "p.csv", "x"), "/v1/batches");

        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    void aPartWithEndlessHeadersIsRefused() {
        var part =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\nX-Long: "
                        + "x".repeat(20_000)
                        + "\r\n\r\nx\r\n--b--\r\n";
        try (var raw = begin("/v1/batches", "Content-Length: " + part.length())) {
            raw.send(part);
            assertThat(raw.answer()).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void aHugeFieldIsRefused() {
        var answer =
                server.send(
                        new Form().field("name", "x".repeat(5_000_000)).file("file", "p.csv", "x"),
                        "/v1/batches");

        assertThat(answer.statusCode()).isBetween(400, 499);
    }

    @Test
    void aFloodOfHeadersIsRefused() {
        var many = new String[300];
        for (int i = 0; i < many.length; i++) {
            many[i] = "X-" + i + ": x";
        }
        assertThat(RawHttp.ask(server, "GET /v1/batches", many)).startsWith("HTTP/1.1 400");
        assertThat(
                        RawHttp.ask(
                                server,
                                "GET /v1/batches",
                                "Host: localhost",
                                "X-Long: " + "x".repeat(30_000)))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void aListThatIsLargerThanMemoryShouldHoldIsRefused() {
        var urls = "{\"url\": \"http://127.0.0.1:1/a.jpg\"},".repeat(3000);

        var answer = server.postJson("/v1/batches", "{\"images\": [" + urls + "{\"url\": \"x\"}]}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("imgmill.json.max-bytes");
    }

    @Test
    void aSignedLinkServesItsOutputAndNothingElseDoes() {
        try (var origin = Origin.start()) {
            origin.serve("/a.jpg", Pictures.jpeg(64, 64));
            var batch =
                    server.run(
                            "S. No.,Product Name,Input Image Urls\n1,Mug," + origin.url("/a.jpg"));
            var link =
                    Server.json(server.get(batch.at("/links/images").asString()).body())
                            .at("/data/0/output_url")
                            .asString();

            assertThat(link).contains("?expires=", "&signature=");
            var answer = server.getBytes(link);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(
                            caching ->
                                    assertThat(caching).contains("private").contains("max-age="));
            for (var other :
                    List.of(
                            link.replaceFirst("\\?.*", ""),
                            link.replaceFirst("&signature=.*", ""),
                            link.replaceFirst("expires=\\d", "expires=9"),
                            link.replaceFirst("expires=\\d+", "expires=1"),
                            link.replaceFirst("expires=\\d+", "expires="),
                            link.replace("1-0.", "2-0."),
                            link + "x")) {
                assertThat(server.getBytes(other).statusCode()).as(other).isEqualTo(403);
            }
            assertThat(
                            server.get("/v1/batches/" + batch.get("id").asString() + "/results.csv")
                                    .body())
                    .contains("signature=");
        }
    }
}
