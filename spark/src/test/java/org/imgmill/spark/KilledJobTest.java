package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"file", "s3a"})
    void anExecutorThatIsKilledCostsNoImageAndAsksForNoneMoreThanTwice(String store)
            throws Exception {
        try (var shop = Shop.open("127.0.0.1", IMAGES, 60);
                var to = Store.open(store, folder)) {
            try (var job = submit(shop, to, "--run=1")) {
                job.until(() -> shop.origin().requests().size() > IMAGES / 3);
                job.executors().getFirst().destroyForcibly();
                assertThat(job.ended()).as(job.output()).isZero();
                assertThat(job.output()).contains("600 images stored, 0 failed");
            }
            var results = results(to);
            assertThat(results).hasSize(IMAGES);
            assertThat(results).extracting(row -> row.get("key").asText()).doesNotHaveDuplicates();
            assertThat(results)
                    .extracting(row -> row.get("url").asText())
                    .containsExactlyInAnyOrderElementsOf(shop.urls(IMAGES));
            to.assertThatShardsHold(results);
            assertThat(shop.asked().values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(2));
            assertThat(shop.origin().highWater()).isLessThanOrEqualTo(AT_ONCE);
        }
    }

    @ParameterizedTest
    @CsvSource({"file, 1", "s3a, 1", "file, 2"})
    void aDriverThatIsKilledLosesOnlyWhatWasNotWrittenDown(String store, int outputs)
            throws Exception {
        try (var shop = Shop.open("127.0.0.1", IMAGES, 60);
                var to = Store.open(store, folder)) {
            try (var job = submit(shop, to, "--run=1", outputs(outputs))) {
                job.until(() -> shop.origin().requests().size() > IMAGES / 2);
                var executors = job.executors();
                job.process().destroyForcibly();
                // a cluster ends them when their driver is gone, some seconds later
                executors.forEach(ProcessHandle::destroyForcibly);
                job.ended();
            }
            int before = shop.origin().requests().size();
            try (var job = submit(shop, to, "--run=1", outputs(outputs))) {
                assertThat(job.ended()).as(job.output()).isZero();
                assertThat(job.output()).contains("600 images stored, 0 failed");
            }
            assertThat(shop.origin().requests().size() - before).isLessThan(IMAGES);
            assertThat(shop.asked().values()).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(2));
            var results = results(to);
            assertThat(results).hasSize(IMAGES * outputs);
            assertThat(results)
                    .extracting(row -> row.get("key").asText() + row.path("output").asText())
                    .doesNotHaveDuplicates();
            to.assertThatShardsHold(results);

            int after = shop.origin().requests().size();
            try (var job = submit(shop, to, "--run=later", outputs(outputs))) {
                assertThat(job.ended()).as(job.output()).isZero();
                assertThat(job.output()).contains("0 of them to fetch");
            }
            assertThat(shop.origin().requests()).hasSize(after);
        }
    }

    private List<JsonNode> results(Store to) throws Exception {
        return Results.table(cluster, to.conf(), to.url() + "/results/run=1");
    }

    private static String[] outputs(int outputs) {
        return outputs == 1
                ? new String[0]
                : new String[] {"--outputs=full", "--outputs=thumb:max-width=80"};
    }

    private Cluster.Job submit(Shop shop, Store to, String run, String... more) throws Exception {
        Path list = folder.resolve("urls.txt");
        Files.write(list, shop.urls(IMAGES));
        var args =
                new ArrayList<>(
                        List.of(
                                run,
                                "--catalogue=" + list.toUri(),
                                "--to=" + to.url(),
                                "--allow=127.0.0.0/8",
                                "--window=4",
                                "--images-per-part=300",
                                "--journal-every=20",
                                "--shard-bytes=60000"));
        args.addAll(List.of(more));
        return cluster.submit(
                Cluster.PROCESSES, new HashMap<>(to.conf()), args.toArray(String[]::new));
    }
}
