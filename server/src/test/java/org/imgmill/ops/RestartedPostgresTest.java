package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A PostgreSQL that goes away in the middle of a batch and comes back.
class RestartedPostgresTest {

    private static final int IMAGES = 60;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fast", "immediate"})
    void aBatchOutlivesARestartOfItsDatabase(String mode) throws Exception {
        var gate = new CountDownLatch(1);
        var held = new CountDownLatch(1);
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start();
                var node = start(postgres)) {
            for (int i = 0; i < IMAGES; i++) {
                boolean late = i >= IMAGES / 2;
                origin.play(
                        path(i),
                        (_, reply) -> {
                            if (late) {
                                held.countDown();
                                gate.await();
                            }
                            reply.respond(200, "", Pictures.jpeg(120, 90));
                        });
            }
            var server = Server.at(node.address());
            var id = server.upload(catalogue(origin));
            held.await();

            postgres.stop(mode);
            gate.countDown();
            assertThat(node.saidUntil("endings wait: the database or the storage does not answer"))
                    .contains("Next try in");
            var _ = node.readOn();
            postgres.startAgain();

            var batch = server.awaitEnd(id);
            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
            assertThat(
                            postgres.text(
                                    "select count(*) from image where status = 1 and attempts = 1"))
                    .as("images that were stored at their first attempt")
                    .isEqualTo(Integer.toString(IMAGES));
        }
    }

    private ServerProcess start(ExternalPostgres postgres) throws Exception {
        var settings = new ArrayList<>(postgres.settings());
        settings.add("--imgmill.outbound.allow=127.0.0.0/8");
        settings.add("--spring.datasource.hikari.connection-timeout=1000");
        settings.add("--imgmill.processing.heartbeat=500ms");
        return ServerProcess.start(folder.resolve("data"), settings.toArray(String[]::new));
    }

    private static String path(int image) {
        return "/" + image + ".jpg";
    }

    private static String catalogue(Origin origin) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < IMAGES; i++) {
            csv.append("%d,Mug,%s\n".formatted(i, origin.url(path(i))));
        }
        return csv.toString();
    }
}
