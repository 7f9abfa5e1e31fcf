package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {

    private static final String BATCH = "01a1fbbd-3e83-78ab-a8ec-d0f8afa07127";

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
                    .doesNotContain("\tat ", "kagkarlsson");
        }
    }

    private ServerProcess start(ExternalPostgres postgres, String... more) throws Exception {
        var settings = new ArrayList<>(postgres.settings());
        settings.add("--imgmill.outbound.allow=127.0.0.0/8");
        settings.addAll(List.of(more));
        settings.add("--spring.datasource.hikari.connection-timeout=500");
        return ServerProcess.start(folder.resolve("data"), settings.toArray(String[]::new));
    }
}
