package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.auth.Keyed;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The Postman collection of the documentation, run by newman as its users run it.
class PostmanTest {

    private static final Path COLLECTION =
            Path.of("../docs/imgmill.postman_collection.json").toAbsolutePath().normalize();
    private static final Path NEWMAN =
            Path.of("src/test/newman/node_modules/newman/bin/newman.js").toAbsolutePath();

    @TempDir private Path folder;

    /// A key without limits: a collection is many uploads.
    @Test
    void everyRequestOfTheCollectionIsAnsweredAsItSaysToWhoeverHasAKey()
            throws IOException, InterruptedException {
        var key =
                Keyed.limited(
                                "{\"uploads_per_minute\": 0, \"images_per_day\": 0, \"concurrent_batches\": 0}")
                        .get("key")
                        .asString();
        try (var origin = Origin.start()) {
            origin.serve("/hook", new byte[0]);

            var ran =
                    newman(
                            Keyed.server(),
                            "--env-var",
                            "apiKey=" + key,
                            "--env-var",
                            "hookUrl=" + origin.url("/hook"));

            assertThat(ran.at("/assertions/total").asInt()).isGreaterThan(150);
        }
    }

    @Test
    void itBeginsWithoutAKeyWhereNoneIsAskedFor() throws IOException, InterruptedException {
        var ran = newman(Server.shared(), "--folder", "Begin here");

        assertThat(ran.at("/requests/total").asInt()).isEqualTo(2);
    }

    /// Whatever is answered to a poll, it ends: here it is a key that opens nothing.
    @Test
    void aPollThatIsRefusedStops() throws IOException, InterruptedException {
        var ran = run(Keyed.server(), "--env-var", "apiKey=im_nobody", "--folder", "Batches");

        assertThat(ran.at("/requests/total").asInt()).isEqualTo(5);
        assertThat(ran.at("/assertions/failed").asInt()).isPositive();
    }

    /// What it did, nothing of which failed.
    private JsonNode newman(Server server, String... options)
            throws IOException, InterruptedException {
        var ran = run(server, options);
        assertThat(ran.at("/assertions/failed").asInt()).as(this::log).isZero();
        assertThat(ran.at("/testScripts/failed").asInt()).as(this::log).isZero();
        return ran;
    }

    private JsonNode run(Server server, String... options)
            throws IOException, InterruptedException {
        var report = folder.resolve("newman.json");
        var command = new ArrayList<>(List.of("node", NEWMAN.toString(), "run"));
        command.addAll(
                List.of(
                        COLLECTION.toString(),
                        "--reporters",
                        "cli,json",
                        "--reporter-json-export",
                        report.toString(),
                        "--color",
                        "off",
                        "--env-var",
                        "baseUrl=" + server.url(""),
                        "--env-var",
                        "run=" + folder.getFileName()));
        command.addAll(List.of(options));
        var newman =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("newman.txt").toFile())
                        .start();
        int status = newman.waitFor();
        assertThat(status).as(this::log).isLessThan(2);
        return Server.json(Files.readString(report)).at("/run/stats");
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("newman.txt"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "newman left no log: " + e;
        }
    }
}
