package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.imgmill.attempt.FailureCode;
import org.imgmill.origin.Origin;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.Transcoded;
import org.imgmill.transcode.Transcoder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole collection of odd, corrupt and malicious files through a job on an executor process.
@Tag("job")
class HostileJobTest {

    private static final Path COLLECTION = Path.of("../../shared/hostile");

    /// What a download may not have, whatever is in it.
    private static final long MOST_BYTES = 50 << 20;

    @TempDir Path folder;

    @Test
    void everyHostileFileEndsAsItDoesInTheServersTranscoderAndNoExecutorEndsOverIt()
            throws Exception {
        assumeTrue(Files.isDirectory(COLLECTION), "the hostile files are not here");
        var expected = new HashMap<String, String>();
        var list = new StringBuilder();
        try (var origin = Origin.start();
                var transcoder = Transcoder.start(TranscodeLimits.DEFAULT);
                var files = Files.walk(COLLECTION)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = COLLECTION.relativize(file).toString();
                if (name.startsWith("csv")
                        || Files.size(file) > MOST_BYTES
                        || !name.contains("/")) {
                    continue;
                }
                byte[] body = Files.readAllBytes(file);
                String path = "/" + expected.size() + ".img";
                origin.serve(path, body);
                expected.put(origin.url(path), ending(transcoder, body));
                list.append(origin.url(path)).append('\n');
            }
            var cluster = Cluster.in(folder);
            Path urls = Files.writeString(folder.resolve("urls.txt"), list);
            try (var job =
                    cluster.submit(
                            Cluster.PROCESSES,
                            Map.of("spark.task.maxFailures", "1"),
                            "--catalogue=" + urls.toUri(),
                            "--to=" + folder.resolve("out").toUri(),
                            "--allow=127.0.0.0/8",
                            "--decoders=" + Path.of("target", "decoders").toAbsolutePath())) {
                assertThat(job.ended()).as(job.output()).isZero();
            }
            var found = new HashMap<String, String>();
            Results.table(cluster, Map.of(), folder.resolve("out/results/run=1").toString())
                    .forEach(
                            row ->
                                    found.put(
                                            row.get("url").asText(),
                                            row.path("code").asText("stored")));
            assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
            assertThat(found.values()).contains("stored", "corrupt", "not_an_image");
        }
    }

    private static String ending(Transcoder transcoder, byte[] body) throws InterruptedException {
        return switch (transcoder.transcode(body, body.length, Recipe.DEFAULT)) {
            case Transcoded.Done done -> "stored";
            case Transcoded.Refused refused -> FailureCode.of(refused.reason()).word();
        };
    }
}
