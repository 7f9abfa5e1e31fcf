package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("job")
class KilledJobTest {

    private static final int IMAGES = 600;

    /// Two parts of two executors, each with so many at once.
    private static final int AT_ONCE = 2 * 4;

    @TempDir Path folder;
    private Cluster cluster;

    @BeforeEach
    void cluster() throws Exception {
        cluster = Cluster.in(folder);
    }

    @Test
    void anExecutorThatIsKilledCostsNoImageAndAsksForNoneMoreThanTwice() throws Exception {
        try (var shop = Shop.open("127.0.0.1", IMAGES, 60)) {
            try (var job = submit(shop, "--run=1")) {
                job.until(() -> shop.origin().requests().size() > IMAGES / 3);
                job.executors().getFirst().destroyForcibly();
                assertThat(job.ended()).as(job.output()).isZero();
                assertThat(job.output()).contains("600 images stored, 0 failed");
            }
            var results = results();
            assertThat(results).hasSize(IMAGES);
            assertThat(results).extracting(row -> row.get("key").asText()).doesNotHaveDuplicates();
            assertThat(results)
                    .extracting(row -> row.get("url").asText())
                    .containsExactlyInAnyOrderElementsOf(shop.urls(IMAGES));
            assertThatShardsHold(results);
            assertThat(shop.asked().values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(2));
            assertThat(shop.origin().highWater()).isLessThanOrEqualTo(AT_ONCE);
        }
    }

    @Test
    void aDriverThatIsKilledLosesOnlyWhatWasNotWrittenDown() throws Exception {
        try (var shop = Shop.open("127.0.0.1", IMAGES, 60)) {
            try (var job = submit(shop, "--run=1")) {
                job.until(() -> shop.origin().requests().size() > IMAGES / 2);
                var executors = job.executors();
                job.process().destroyForcibly();
                // a cluster ends them when their driver is gone, some seconds later
                executors.forEach(ProcessHandle::destroyForcibly);
                job.ended();
            }
            int before = shop.origin().requests().size();
            try (var job = submit(shop, "--run=1")) {
                assertThat(job.ended()).as(job.output()).isZero();
                assertThat(job.output()).contains("600 images stored, 0 failed");
            }
            assertThat(shop.origin().requests().size() - before).isLessThan(IMAGES);
            assertThat(shop.asked().values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(2));
            assertThatShardsHold(results());

            int after = shop.origin().requests().size();
            try (var job = submit(shop, "--run=later")) {
                assertThat(job.ended()).as(job.output()).isZero();
                assertThat(job.output()).contains("0 of them to fetch");
            }
            assertThat(shop.origin().requests()).hasSize(after);
        }
    }

    private List<JsonNode> results() throws Exception {
        return Results.table(cluster, Map.of(), out() + "/results/run=1");
    }

    private Cluster.Job submit(Shop shop, String run) throws Exception {
        Path list = folder.resolve("urls.txt");
        Files.write(list, shop.urls(IMAGES));
        var args =
                new ArrayList<>(
                        List.of(
                                run,
                                "--catalogue=" + list.toUri(),
                                "--to=" + out(),
                                "--allow=127.0.0.0/8",
                                "--window=4",
                                "--images-per-part=300",
                                "--journal-every=20",
                                "--shard-bytes=60000"));
        return cluster.submit(Cluster.PROCESSES, Map.of(), args.toArray(String[]::new));
    }

    private String out() {
        return folder.resolve("out").toUri().toString();
    }

    /// The bytes at each row's offset have the row's hash, and are a JPEG.
    private static void assertThatShardsHold(List<JsonNode> results) throws IOException {
        var shards = new HashMap<String, byte[]>();
        for (JsonNode row : results) {
            String shard = row.get("shard").asText();
            if (!shards.containsKey(shard)) {
                shards.put(shard, Files.readAllBytes(Path.of(URI.create(shard))));
            }
            int at = row.get("offset").asInt();
            byte[] image =
                    Arrays.copyOfRange(shards.get(shard), at, at + row.get("length").asInt());
            assertThat(Shard.sha256(image)).isEqualTo(row.get("sha256").asText());
            assertThat(image).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9);
        }
    }
}
