package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Postman collection of the documentation, run by newman as its users run it.
class PostmanTest {

    private static final Path COLLECTION =
            Path.of("../docs/imgmill.postman_collection.json").toAbsolutePath().normalize();
    private static final Path NEWMAN =
            Path.of("src/test/newman/node_modules/newman/bin/newman.js").toAbsolutePath();

    @TempDir private Path folder;

    @Test
    void everyRequestOfTheCollectionIsAnsweredAsItSays() throws IOException, InterruptedException {
        var server = Server.shared();
        try (var origin = Origin.start()) {
            origin.serve("/mug.jpg", Pictures.jpeg(160, 120))
                    .serve("/cup.jpg", Pictures.jpeg(120, 160))
                    .serve("/hook", new byte[0]);
            Files.writeString(
                    folder.resolve("products.csv"),
                    "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n2,Cup,%s\n"
                            .formatted(origin.url("/mug.jpg"), origin.url("/cup.jpg")));

            var log = folder.resolve("newman.txt");
            var newman =
                    new ProcessBuilder(
                                    "node",
                                    NEWMAN.toString(),
                                    "run",
                                    COLLECTION.toString(),
                                    "--working-dir",
                                    folder.toString(),
                                    "--reporters",
                                    "cli,json",
                                    "--reporter-json-export",
                                    folder.resolve("newman.json").toString(),
                                    "--color",
                                    "off",
                                    "--env-var",
                                    "baseUrl=" + server.url(""),
                                    "--env-var",
                                    "imageUrl=" + origin.url("/mug.jpg"),
                                    "--env-var",
                                    "hookUrl=" + origin.url("/hook"),
                                    "--env-var",
                                    "run=" + folder.getFileName())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();

            assertThat(newman.waitFor()).as(() -> readString(log)).isZero();
        }
        var ran = Server.json(Files.readString(folder.resolve("newman.json"))).at("/run/stats");
        assertThat(ran.at("/assertions/total").asInt()).isGreaterThan(150);
        assertThat(ran.at("/assertions/failed").asInt()).isZero();
    }

    private static String readString(Path log) {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "newman left no log: " + e;
        }
    }
}
