package org.imgmill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long a small batch waits behind catalogues of slow pictures on thousands of hosts.
final class SmallBatchBench {

    private static final int IMAGES = 8;
    private static final Duration SLOW = Duration.ofSeconds(5);

    private final int slowImages;
    private final int hosts;
    private final int slowBatches;
    private final int rounds;

    /// @param slowImages of all slow batches together, on so many hosts
    SmallBatchBench(int slowImages, int hosts, int slowBatches, int rounds) {
        this.slowImages = slowImages;
        this.hosts = hosts;
        this.slowBatches = slowBatches;
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var origin = new SlowHosts(SLOW);
                var server = ImgmillServer.start(folder.path().resolve("data"))) {
            server.awaitEnd(server.upload(origin.quickCatalogue(IMAGES, 0)));
            for (int i = 0; i < slowBatches; i++) {
                server.upload(
                        origin.slowCatalogue(slowImages / slowBatches, hosts / slowBatches, i));
            }
            var starts = new ArrayList<Double>();
            var ends = new ArrayList<Double>();
            System.out.println("| slow requests | first image started, ms | batch ended, ms |");
            System.out.println("|---:|---:|---:|");
            for (int round = 1; round <= rounds; round++) {
                // The slow batches must be fully under way, each time at another point.
                Thread.sleep(SLOW.plusMillis(370));
                origin.forgetQuick();
                int waiting = origin.waiting();
                long start = System.nanoTime();
                server.awaitEnd(server.upload(origin.quickCatalogue(IMAGES, round)));
                ends.add((System.nanoTime() - start) / 1e6);
                starts.add((origin.firstQuick() - start) / 1e6);
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %.0f | %.0f |%n",
                        waiting,
                        starts.getLast(),
                        ends.getLast());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%nMedians of %d batches of %d images, from the first byte of their upload: %.0f ms, %.0f ms.%n",
                    rounds,
                    IMAGES,
                    median(starts),
                    median(ends));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
