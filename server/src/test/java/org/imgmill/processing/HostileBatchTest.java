package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.imgmill.ops.ServerProcess;
import org.imgmill.origin.Origin;
import org.imgmill.testing.PeakMemory;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The whole collection of odd, corrupt and malicious files as one batch through the real server.
class HostileBatchTest {

    private static final Path COLLECTION = Path.of("../../shared/hostile");

    /// What a refusal of a file for its content may be called.
    private static final Set<String> FITTING =
            Set.of(
                    "not_an_image",
                    "unsupported_format",
                    "corrupt",
                    "too_many_pixels",
                    "transcode_timeout",
                    "transcoder_crash",
                    "too_large");

    private static final long MOST_MEMORY = 1_200_000_000;

    /// As the launcher has it.
    private static final List<String> MAIN =
            List.of(
                    "-Xms64m",
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=4",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "org.imgmill.Imgmill");

    @TempDir Path data;

    private record File(String name, String verdict, String tier) {}

    @Test
    void everyHostileFileEndsAsItsIndexSaysAndTheServerStaysSmall() throws IOException {
        assumeTrue(
                Files.isDirectory(COLLECTION),
                "skipped: there is no collection of hostile files at " + COLLECTION);
        var files = index();
        try (var origin = Origin.start();
                var process =
                        ServerProcess.start(
                                MAIN,
                                data,
                                "--imgmill.outbound.allow=127.0.0.0/8",
                                "--imgmill.processing.first-retry=20ms");
                var memory = PeakMemory.of(process.process().toHandle())) {
            var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
            for (int i = 0; i < files.size(); i++) {
                var path = "/" + i + ".jpg";
                origin.serve(path, Files.readAllBytes(COLLECTION.resolve(files.get(i).name())));
                csv.append("%d,File,%s\n".formatted(i, origin.url(path)));
            }

            var server = Server.at(process.address());
            var batch = server.run(csv.toString());

            report(batch, memory.bytes());
            assertThat(batch.at("/counts/processed").asInt()).isEqualTo(files.size());
            assertMostlyAsSaid(files, images(server, batch));
            assertThat(process.process().isAlive()).isTrue();
            assertThat(memory.bytes())
                    .as("bytes that server and children occupied at most")
                    .isLessThan(MOST_MEMORY);
            assertThat(memory.bytes() > 0).isEqualTo(PeakMemory.isKnownHere());
        }
    }

    private static void report(JsonNode batch, long peak) throws IOException {
        var seconds =
                Duration.between(
                        Instant.parse(batch.get("created_at").asString()),
                        Instant.parse(batch.get("finished_at").asString()));
        Files.writeString(
                Path.of("target/hostile-batch.txt"),
                "%d files in %d s, server and children %d MB at most%n"
                        .formatted(
                                batch.at("/counts/processed").asInt(),
                                seconds.toSeconds(),
                                peak / 1_000_000));
    }

    private static void assertMostlyAsSaid(List<File> files, Map<String, JsonNode> images) {
        var refusedButGood = new ArrayList<String>();
        var storedButBad = new ArrayList<String>();
        int good = 0;
        int bad = 0;
        for (int i = 0; i < files.size(); i++) {
            var file = files.get(i);
            var image = Objects.requireNonNull(images.get("/" + i + ".jpg"), file.name());
            boolean stored = image.get("status").asString().equals("stored");
            if (file.verdict().equals("ok") && file.tier().equals("core")) {
                good++;
                if (!stored) {
                    refusedButGood.add(file.name() + " " + image.get("code").asString());
                }
            }
            if (file.verdict().equals("reject")) {
                bad++;
                if (stored || !FITTING.contains(image.get("code").asString())) {
                    storedButBad.add(file.name());
                }
            }
        }
        assertThat(refusedButGood)
                .as("good files that were refused, of " + good)
                .hasSizeLessThanOrEqualTo(good / 100);
        assertThat(storedButBad)
                .as("bad files that were stored, of " + bad)
                .hasSizeLessThanOrEqualTo(bad / 50);
    }

    /// By path of their URL.
    private static Map<String, JsonNode> images(Server server, JsonNode batch) {
        var found = new HashMap<String, JsonNode>();
        var path = batch.at("/links/images").asString() + "?limit=1000";
        var page = Server.json(server.get(path).body());
        for (var image : page.get("data")) {
            var url = image.get("url").asString();
            found.put(url.substring(url.lastIndexOf('/')), image);
        }
        return found;
    }

    private static List<File> index() throws IOException {
        return Files.readAllLines(COLLECTION.resolve("index.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(cells -> !cells[0].matches("(csv|urls|http_bodies)/.*"))
                .map(cells -> new File(cells[0], cells[2], cells[3]))
                .toList();
    }
}
