package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTest {

    private static final String BATCH = "01a1fbbd-3e83-78ab-a8ec-d0f8afa07127";

    /// Far below the half minute of a pool, far above what a busy machine takes.
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir Path folder;

    @Test
    void whoeverAsksWithoutADatabaseHearsToComeBackAndTheLogHasOneLineForIt() throws Exception {
        try (var postgres = ExternalPostgres.start(folder);
                var server = start(postgres, "--imgmill.log=json")) {
            var client = Server.at(server.address());
            postgres.stop("immediate");

            var answer = client.get("/v1/batches/" + BATCH);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(Server.json(answer.body()).get("code").asString()).isEqualTo("unavailable");
            var words = "was not answered: the database does not answer";
            var line =
                    Server.json(
                            server.saidUntil(words).lines().reduce((_, last) -> last).orElse(""));
            assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
            assertThat(line.get("batch").asString()).isEqualTo(BATCH);
            assertThat(line.path("error").isMissingNode()).isTrue();
        }
    }

    @Test
    void theLogSaysOnceThatItIsAwayAndOnceThatItIsBackWithoutAStackTrace() throws Exception {
        var gate = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start();
                var node = start(postgres, "--imgmill.processing.heartbeat=250ms")) {
            origin.play(
                    "/mug.jpg",
                    (_, reply) -> {
                        held.countDown();
                        gate.await();
                        reply.respond(200, "", Pictures.jpeg(120, 90));
                    });
            var server = Server.at(node.address());
            var batch =
                    server.upload(
                            "S. No.,Product Name,Input Image Urls\n1,Mug,"
                                    + origin.url("/mug.jpg"));
            held.await();

            postgres.stop("immediate");
            gate.countDown();
            var said = new StringBuilder();
            for (int tries = 0; tries < 4; tries++) {
                said.append(node.saidUntil("endings wait"));
            }
            postgres.startAgain();
            said.append(node.saidUntil("The database answers again"));
            server.awaitEnd(batch);
            var rest = node.readOn();
            // Not by Process.destroy, which closes our end of its output too.
            node.process().toHandle().destroy();

            assertThat(said.append(rest.join()).toString())
                    .containsOnlyOnce("The database does not answer (")
                    .containsOnlyOnce("The database answers again")
                    .doesNotContain("\tat ", "kagkarlsson", "Indicates a bug", "died");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyPathAnswersSoonWithThePatienceThatPoolsHaveByDefault(boolean hangs) throws Exception {
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start().serve("/a.jpg", Pictures.jpeg(80, 60));
                var node =
                        ServerProcess.start(
                                folder.resolve("data"),
                                Stream.concat(
                                                postgres.settings().stream(),
                                                Stream.of("--imgmill.outbound.allow=127.0.0.0/8"))
                                        .toArray(String[]::new))) {
            var server = Server.at(node.address());
            var _ = node.readOn();
            var batch =
                    server.run(
                            "S. No.,Product Name,Input Image Urls\n1,Mug," + origin.url("/a.jpg"));
            var id = batch.get("id").asString();
            var file =
                    Server.json(server.get("/v1/batches/" + id + "/images").body())
                            .at("/data/0/output_url")
                            .asString();
            if (hangs) {
                postgres.freeze();
            } else {
                postgres.stop("immediate");
            }
            try {
                for (var request : requests(server, id)) {
                    var answer = server.send(request.timeout(LIMIT).build());
                    assertThat(answer.statusCode())
                            .as(answer.uri() + " " + answer.body())
                            .isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                }
                assertThat(server.getBytes(file).statusCode())
                        .as("outputs need no database")
                        .isEqualTo(200);
            } finally {
                if (hangs) {
                    postgres.thaw();
                } else {
                    postgres.startAgain();
                }
            }
            Eventually.until(
                    "requests are answered again",
                    () -> server.get("/v1/batches/" + id).statusCode() == 200);
        }
    }

    private static List<HttpRequest.Builder> requests(Server server, String id) {
        var form =
                """
                --b
                Content-Disposition: form-data; name="file"; filename="a.csv"

                S. No.,Product Name,Input Image Urls
                1,Mug,http://127.0.0.1:9/a.jpg

                --b--
                """
                        .replace("\n", "\r\n");
        var requests = new ArrayList<HttpRequest.Builder>();
        for (var path :
                List.of(
                        "/v1/batches",
                        "/v1/batches/" + id,
                        "/v1/batches/" + id + "/events",
                        "/v1/batches/" + id + "/images",
                        "/v1/batches/" + id + "/products",
                        "/v1/batches/" + id + "/deliveries",
                        "/v1/batches/" + id + "/webhooks",
                        "/v1/batches/" + id + "/results.csv",
                        "/v1/batches/" + id + "/errors.csv",
                        "/v1/batches/" + id + "/results.zip",
                        "/v1/batches/" + id + "/images/1/original",
                        "/v1/keys",
                        "/v1/audit",
                        "/image/status/" + id,
                        "/status/" + id)) {
            requests.add(HttpRequest.newBuilder(URI.create(server.url(path))));
        }
        for (var path : List.of("/v1/batches", "/image/upload", "/upload", "/api/upload")) {
            requests.add(
                    HttpRequest.newBuilder(URI.create(server.url(path)))
                            .header("Content-Type", "multipart/form-data; boundary=b")
                            .POST(BodyPublishers.ofString(form)));
        }
        for (var verb : List.of("cancel", "pause", "resume", "retry")) {
            requests.add(
                    HttpRequest.newBuilder(URI.create(server.url("/v1/batches/" + id + "/" + verb)))
                            .POST(BodyPublishers.noBody()));
        }
        requests.add(HttpRequest.newBuilder(URI.create(server.url("/v1/batches/" + id))).DELETE());
        return requests;
    }

    private ServerProcess start(ExternalPostgres postgres, String... more) throws Exception {
        var settings = new ArrayList<>(postgres.settings());
        settings.add("--imgmill.outbound.allow=127.0.0.0/8");
        settings.addAll(List.of(more));
        settings.add("--spring.datasource.hikari.connection-timeout=500");
        return ServerProcess.start(folder.resolve("data"), settings.toArray(String[]::new));
    }
}
