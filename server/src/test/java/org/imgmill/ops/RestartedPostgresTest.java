package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Gate;
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
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start();
                var node = postgres.startNode(folder.resolve("data"))) {
            var gate = new Gate(origin, IMAGES / 2, IMAGES / 2);
            var server = Server.at(node.address());
            var id = server.upload(gate.catalogue());
            gate.await(1);

            postgres.stop(mode);
            gate.open();
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
}
