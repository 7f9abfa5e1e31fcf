package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Flow;
import java.util.zip.GZIPOutputStream;
import org.imgmill.testing.Form;
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
import org.junit.jupiter.params.provider.ValueSource;

/// Limits hold while an upload arrives, packed or not, and leave nothing behind.
///
/// Long: all kinds of upload share the servers with small limits below.
@Timeout(60)
class ArrivingUploadsTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final String CSV = HEADER + "1,Mug,javascript:1\n2,Cup,javascript:2\n";

    @TempDir static Path data;

    private static Server server;

    @BeforeAll
    static void start() {
        server =
                Server.start(
                        "--imgmill.data-dir=" + data,
                        "--imgmill.csv.max-rows=100",
                        "--imgmill.csv.max-images=150",
                        "--imgmill.csv.max-bytes=8MB",
                        "--imgmill.json.max-bytes=64KB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingStaysOnTheDisk() throws IOException {
        for (var folder : new String[] {"tmp", "tomcat"}) {
            try (var files = Files.walk(data.resolve(folder))) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    private static final String LONG_ROW = "1," + "x".repeat(300_000) + ",javascript:1\n";

    enum Endless {
        ROWS(HEADER, "1,Mug,http://a.test/1.jpg\n"),
        IMAGES(HEADER, "1,Mug," + "http://a.test/1.jpg ".repeat(100) + "\n"),
        COLUMNS("S. No.,Product Name,Input Image Urls", ",another"),
        CELL(HEADER + "1,Mug,", "x"),
        BYTES(HEADER, LONG_ROW),
        EMPTY_ROWS(HEADER + "1,Mug,javascript:1\n", "\n"),
        PICTURE("\u0089PNG\r\n\u001A\n", "\0\1\2\3");

        private final String start;
        private final String more;

        Endless(String start, String more) {
            this.start = start;
            this.more = more.repeat(1 + 5000 / more.length());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ROWS, 413, too_many_rows",
        "IMAGES, 413, too_many_images",
        "COLUMNS, 413, too_many_columns",
        "CELL, 413, cell_too_long",
        "BYTES, 413, upload_too_large",
        "EMPTY_ROWS, 413, too_many_rows",
        "PICTURE, 400, not_a_catalogue"
    })
    void anUploadWithoutEndIsRefusedWhileItArrives(Endless upload, int status, String code) {
        var answer = answerTo("/v1/batches", upload);

        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .contains("application/problem+json")
                .contains('"' + code + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/upload", "/upload", "/image/upload"})
    void anOlderFaceRefusesAnUploadWithoutEndInItsOwnWords(String path) {
        assertThat(answerTo(path, Endless.ROWS))
                .startsWith("HTTP/1.1 413")
                .contains("more than 100 rows")
                .doesNotContain("problem+json");
    }

    /// The answer to an upload that goes on until the server no longer takes it.
    private static String answerTo(String path, Endless upload) {
        var part =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.csv\"\r\n\r\n";
        try (var client = RawHttp.to(server)) {
            client.send(
                    RawHttp.head(
                            "POST " + path,
                            "Host: localhost",
                            "Content-Type: multipart/form-data; boundary=b",
                            "Transfer-Encoding: chunked"));
            client.send(chunk(part + upload.start));
            Thread.ofVirtual().start(() -> sendUntilRefused(client, chunk(upload.more)));
            var answer = new StringBuilder(client.answerHead());
            for (var line = client.line(); !line.isEmpty(); line = client.line()) {
                answer.append(line);
            }
            return answer.toString();
        }
    }

    private static void sendUntilRefused(RawHttp client, String more) {
        boolean taken = true;
        while (taken) {
            taken = client.trySend(more);
        }
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    @Test
    void aGzippedFormIsTakenLikeAnyOther() {
        var form = new Form().field("on_error", "skip").file("file", "p.csv", CSV);

        var answer = server.send(packed(form.to(URI.create(server.url("/v1/batches")))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(Server.json(answer.body()).at("/counts/total").asInt()).isEqualTo(2);
    }

    @Test
    void aCatalogueMayBeTheWholeBodyWithItsFieldsInTheQuery() {
        var request =
                HttpRequest.newBuilder(
                                URI.create(server.url("/v1/batches?quality=70&name=autumn.csv")))
                        .header("Content-Type", "text/csv; charset=utf-8")
                        .POST(BodyPublishers.ofString(CSV))
                        .build();

        for (var each : new HttpRequest[] {request, packed(request)}) {
            var batch = Server.json(server.send(each).body());

            assertThat(batch.at("/counts/total").asInt()).as(batch.toString()).isEqualTo(2);
            assertThat(batch.at("/recipe/quality").asInt()).isEqualTo(70);
            assertThat(batch.at("/name").asString()).isEqualTo("autumn.csv");
        }
    }

    @Test
    void aBodyOfManyEmptyGzipMembersIsReadToItsEnd() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i <= 10_000; i++) {
            try (var gzip = new GZIPOutputStream(all)) {
                gzip.write((i < 10_000 ? "" : CSV).getBytes(StandardCharsets.UTF_8));
            }
        }
        var request =
                HttpRequest.newBuilder(uri())
                        .header("Content-Type", "text/csv")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(all.toByteArray()))
                        .build();

        assertThat(server.send(request).statusCode()).isEqualTo(202);
    }

    @Test
    void aGzippedListIsTakenLikeAnyOther() {
        var answer = server.send(packed(json("{\"images\": [{\"url\": \"javascript:1\"}]}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    @Test
    void whatUnpacksToMoreThanTheLimitIsRefused() {
        var bomb = HEADER + LONG_ROW.repeat(70);
        for (var request :
                new HttpRequest[] {
                    new Form().file("file", "p.csv", bomb).to(uri()),
                    csv(bomb),
                    json("{\"images\": [" + " ".repeat(20_000_000) + "]}")
                }) {
            assertRefused(server.send(packed(request)), 413, "upload_too_large");
        }
    }

    @Test
    void aBodyThatIsNotTheGzipItSaysIsRefused() {
        for (var request : new HttpRequest[] {csv(CSV), json("{\"images\": []}")}) {
            var lying = HttpRequest.newBuilder(request, (_, _) -> true);
            var answer = server.send(lying.header("Content-Encoding", "gzip").build());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Content-Encoding");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "zstd"})
    void anotherCodingIsRefusedWithWhatIsAllowed(String coding) {
        var request =
                HttpRequest.newBuilder(csv(CSV), (_, _) -> true)
                        .header("Content-Encoding", coding)
                        .build();

        var answer = server.send(request);

        assertRefused(answer, 415, "unsupported_media_type");
        assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip, identity");
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Server.json(answer.body()).get("code").asString()).isEqualTo(code);
    }

    private static URI uri() {
        return URI.create(server.url("/v1/batches"));
    }

    private static HttpRequest csv(String csv) {
        return HttpRequest.newBuilder(uri())
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(csv))
                .build();
    }

    private static HttpRequest json(String json) {
        return HttpRequest.newBuilder(uri())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    /// The same request with its body gzip'd.
    private static HttpRequest packed(HttpRequest request) {
        var plain = new Bytes();
        request.bodyPublisher().orElseThrow().subscribe(plain);
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HttpRequest.newBuilder(request, (_, _) -> true)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build();
    }

    /// What a request would send.
    private static final class Bytes extends ByteArrayOutputStream
            implements Flow.Subscriber<ByteBuffer> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer item) {
            var bytes = new byte[item.remaining()];
            item.get(bytes);
            writeBytes(bytes);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {}
    }
}
