package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imgmill.origin.Origin;
import org.imgmill.storage.S3Endpoint;
import org.imgmill.storage.Storage;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What readers of outputs hear while the bucket does not answer, or is not to be used.
@Timeout(180)
class ObjectStoreAwayTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final int READERS = 20;

    /// Far below the two minutes after which a client of S3 gives up by itself.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path folder;

    @Test
    void readersHearToComeBackWhileItHangsOrIsGoneAndTheLogHasOneLineForIt() throws Exception {
        try (var s3 = S3Endpoint.start(folder);
                var origin = Origin.start().serve("/a.jpg", Pictures.jpeg(80, 60))) {
            s3.createBucket("outputs");
            try (var node = start(s3, "outputs", S3Endpoint.SECRET_KEY)) {
                var server = Server.at(node.address());
                var said = node.readOn();
                var batch = server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg")));
                var id = batch.get("id").asString();
                var file = output(server, id);
                var zip = server.url("/v1/batches/" + id + "/results.zip");
                assertThat(server.get(file).statusCode()).isEqualTo(200);

                signal("STOP", s3);
                for (var answer : ask(file, zip)) {
                    assertUnavailable(answer);
                }
                signal("CONT", s3);
                Eventually.until(
                        "outputs are served again", () -> server.get(file).statusCode() == 200);
                assertThat(server.get(zip).statusCode()).isEqualTo(200);

                signal("KILL", s3);
                for (var answer : ask(file, zip)) {
                    assertUnavailable(answer);
                }
                assertThat(server.get("/v1/batches/" + id + "/results.csv").statusCode())
                        .isEqualTo(200);
                node.process().toHandle().destroy();

                assertThat(said.join())
                        .containsOnlyOnce("The object store does not answer as it should")
                        .containsOnlyOnce("The object store answers again")
                        .doesNotContain("\tat ");
            }
        }
    }

    @Test
    void anArchiveWhoseStoreGoesAwayBreaksOffAndIsNotTakenForTheWhole() throws Exception {
        S3Endpoint.useCredentials();
        try (var s3 = S3Endpoint.start(folder);
                var origin = Origin.start()) {
            s3.createBucket("outputs");
            try (var server = Server.start(s3.settings("outputs").toArray(String[]::new))) {
                var csv = new StringBuilder(HEADER);
                for (int i = 0; i < READERS; i++) {
                    origin.serve("/" + i + ".jpg", Pictures.jpeg(60 + i, 40));
                    csv.append("%d,Mug,%s\n".formatted(i, origin.url("/" + i + ".jpg")));
                }
                var id = server.run(csv.toString()).get("id").asString();
                makeLarge(server, id);

                var archive =
                        server.send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        server.url(
                                                                "/v1/batches/"
                                                                        + id
                                                                        + "/results.zip")))
                                        .build(),
                                BodyHandlers.ofInputStream());
                try (var body = archive.body()) {
                    assertThat(body.readNBytes(1 << 16)).hasSize(1 << 16);
                    signal("KILL", s3);
                    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    outputs | wrong-secret-key | the bucket outputs answered 403 SignatureDoesNotMatch. The credentials are wrong or have expired: correct AWS_ACCESS_KEY_ID
                    nowhere | test-secret-key  | there is no bucket nowhere. Make it, or correct imgmill.storage
                    """)
    void whatMakesABucketUselessIsSaidAtTheStartInOneLine(
            String bucket, String secret, String words) throws Exception {
        try (var s3 = S3Endpoint.start(folder)) {
            s3.createBucket("outputs");
            try (var node = start(s3, bucket, secret)) {
                var said = node.saidUntil("imgmill is ready at ");

                assertThat(said)
                        .containsOnlyOnce(
                                "imgmill.storage=s3://%s/ cannot be used: %s"
                                        .formatted(bucket, words))
                        .contains("imgmill is ready at ")
                        .doesNotContain("\tat ", "secret-key");
            }
        }
    }

    private ServerProcess start(S3Endpoint s3, String bucket, String secret) throws IOException {
        var settings = new ArrayList<>(s3.settings(bucket));
        settings.add("--imgmill.outbound.allow=127.0.0.0/8");
        return ServerProcess.start(
                List.of(
                        "-Daws.accessKeyId=" + S3Endpoint.ACCESS_KEY,
                        "-Daws.secretAccessKey=" + secret,
                        "org.imgmill.Imgmill"),
                folder.resolve("data"),
                settings.toArray(String[]::new));
    }

    private static String output(Server server, String id) {
        return Server.json(server.get("/v1/batches/" + id + "/images").body())
                .at("/data/0/output_url")
                .asString();
    }

    /// Many at once, some for the file and some for the archive.
    private static List<HttpResponse<String>> ask(String file, String zip) {
        try (var client = HttpClient.newHttpClient()) {
            var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (int i = 0; i < READERS; i++) {
                var request =
                        HttpRequest.newBuilder(URI.create(i % 4 == 0 ? zip : file))
                                .timeout(LIMIT)
                                .build();
                answers.add(client.sendAsync(request, BodyHandlers.ofString()));
            }
            return answers.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + " " + answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(Server.json(answer.body()).get("code").asString()).isEqualTo("unavailable");
    }

    /// So that an archive does not fit into what lies between the server and its client.
    private static void makeLarge(Server server, String id) throws IOException {
        var images = Server.json(server.get("/v1/batches/" + id + "/images?limit=100").body());
        for (var image : images.get("data")) {
            var url = image.get("output_url").asString();
            var key = url.substring(url.indexOf("/files/") + "/files/".length());
            server.bean(Storage.class).put(key, new byte[1 << 20], "image/jpeg");
        }
    }

    private static void signal(String signal, S3Endpoint s3) throws Exception {
        var kill =
                new ProcessBuilder("kill", "-" + signal, Long.toString(s3.process().pid()))
                        .inheritIO()
                        .start();
        assertThat(kill.waitFor()).isZero();
    }
}
