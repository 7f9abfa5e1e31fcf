package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A heap with less than 100 MB to spare is the proof that a large catalogue needs no more.
class IntakeMemoryTest {

    private static final int ROWS = 250_000;
    private static final int URLS_PER_ROW = 4;
    private static final long HEAP = 120L << 20;

    @TempDir Path folder;

    @Test
    void aMillionUrlsAreTakenInWithLessThanAHundredMegabytesMore() throws Exception {
        var batch = takenIn(catalogue(0), "");

        assertThat(batch.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(batch.at("/counts/total").asInt()).isEqualTo(ROWS * URLS_PER_ROW);
        assertThat(batch.at("/counts/distinct").asInt()).isEqualTo(ROWS * URLS_PER_ROW);
    }

    @Test
    void aCatalogueOfBadRowsThatAreSkippedNeedsNoMoreEither() throws Exception {
        var batch = takenIn(catalogue(ROWS - 1), "?on_error=skip");

        assertThat(batch.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(batch.at("/counts/total").asInt()).isEqualTo(URLS_PER_ROW);
    }

    private JsonNode takenIn(Path csv, String query) throws Exception {
        var main =
                List.of(
                        "-Xmx" + HEAP,
                        "-Xmn12m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "org.imgmill.Imgmill");
        try (var process =
                ServerProcess.start(main, folder.resolve("data"), "--imgmill.processing.lanes=1")) {
            var server = Server.at(process.address());
            assertThat(HEAP - live(process)).as("bytes to spare").isLessThan(100_000_000);

            var answer =
                    server.send(
                            HttpRequest.newBuilder(URI.create(server.url("/v1/batches" + query)))
                                    .header("Content-Type", "text/csv")
                                    .POST(HttpRequest.BodyPublishers.ofFile(csv))
                                    .build());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return Server.json(answer.body());
        }
    }

    /// Bytes in use after a full collection.
    private static long live(ServerProcess server) throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram =
                new ProcessBuilder(
                                jcmd, Long.toString(server.process().pid()), "GC.class_histogram")
                        .start();
        try (var lines = histogram.inputReader().lines()) {
            return lines.filter(line -> line.startsWith("Total"))
                    .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[2]))
                    .sum();
        }
    }

    /// On hosts that do not exist.
    ///
    /// @param bad how many of the first rows have a cell too many
    private Path catalogue(int bad) throws IOException {
        var file = folder.resolve("million.csv");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("S. No.,Product Name,Input Image Urls\n");
            for (int row = 0; row < ROWS; row++) {
                out.write(row + ",Product number " + row + ",");
                for (int url = 0; url < URLS_PER_ROW; url++) {
                    out.write(
                            "https://cdn-%d.catalogue.invalid/images/2026/autumn/%d-%d-front-view-large.jpg "
                                    .formatted(row % 64, row, url));
                }
                out.write(row < bad ? ",spilt\n" : "\n");
            }
        }
        return file;
    }
}
