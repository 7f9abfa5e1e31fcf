package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A dump and a copy of the objects, taken while a node works, and what comes back of them.
class BackupTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    @TempDir Path folder;

    @Test
    void aDumpTakenInTheMiddleOfABatchBringsEverythingBackAndTheBatchToItsEnd() throws Exception {
        var installed = ExternalPostgres.assumedInstalled(15, "pg_dump");
        try (var postgres = ExternalPostgres.start(folder, installed);
                var origin = Origin.start().serve("/a.jpg", Pictures.jpeg(120, 90))) {
            var gate = new Gate(origin, 1);
            String ended;
            String running;
            String results;
            try (var server = start(postgres, "postgres", folder.resolve("objects"))) {
                ended =
                        server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg")))
                                .get("id")
                                .asString();
                results = server.get(resultsOf(ended)).body();
                running = server.upload(gate.catalogue());
                gate.await(1);
                var dump = postgres.folder().root().resolve("imgmill.dump");
                postgres.run("pg_dump", "--format=custom", "--file=" + dump, "postgres");
                copy(folder.resolve("objects"), folder.resolve("restored"));
                postgres.run("createdb", "restored");
                postgres.run("pg_restore", "--exit-on-error", "--dbname=restored", dump.toString());
                gate.open();
            }

            try (var server = start(postgres, "restored", folder.resolve("restored"))) {
                assertThat(server.get(resultsOf(ended)).body()).isEqualTo(results);
                var output = results.substring(results.indexOf("/files/")).strip();
                assertThat(Pictures.read(server.getBytes(output).body()).getWidth()).isEqualTo(120);
                var batch = server.awaitEnd(running);
                assertThat(batch.get("status").asString()).isEqualTo("completed");
                assertThat(origin.requests(Gate.path(0))).as("by each of the two").hasSize(2);
            }
        }
    }

    private static String resultsOf(String batch) {
        return "/v1/batches/" + batch + "/results.csv";
    }

    private Server start(ExternalPostgres postgres, String database, Path objects) {
        var settings = new ArrayList<>(postgres.settings());
        settings.set(0, settings.getFirst().replace("/postgres", "/" + database));
        settings.addAll(
                List.of(
                        "--imgmill.storage=" + objects,
                        "--imgmill.public-url=https://images.example.com",
                        "--imgmill.processing.heartbeat=500ms"));
        return Server.start(settings.toArray(String[]::new));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }
}
