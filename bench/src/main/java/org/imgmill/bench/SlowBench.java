package org.imgmill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Strangers that take their time: what batches on slow hosts cost each other, and what they and
/// hosts that hang cost a small batch on a quick host.
final class SlowBench {

    private static final Duration SLOW = Duration.ofSeconds(6);
    private static final int IMAGES = 100;
    private static final int IN_FLIGHT = 2048;
    private static final int ROUNDS = 5;

    private final int batches;
    private final int hanging;

    SlowBench(int batches, int hanging) {
        this.batches = batches;
        this.hanging = hanging;
    }

    void run() throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var origin = new SlowHosts(SLOW);
                var server = ImgmillServer.start(folder.path().resolve("data"))) {
            var quick = new Quick(server, origin);
            quick.medianOf(ROUNDS);
            double alone = quick.medianOf(ROUNDS);
            System.out.println(
                    "| beside | slow batches end after, of the best order | quick batch, of its time alone | most requests for a slow URL |");
            System.out.println("|---|---:|---:|---:|");
            measure("nothing", server, origin, quick, alone, 0);
            if (hanging > 0) {
                var id = server.upload(origin.hangingCatalogue(hanging));
                measure(hanging + " hosts that hang", server, origin, quick, alone, batches);
                var ended = server.awaitEnd(id);
                System.out.printf(
                        "%nOf the hosts that hang: %s, at most %d requests for a URL.%n",
                        counts(ended), origin.mostAsked("/hang/"));
            }
        }
    }

    private void measure(
            String beside,
            ImgmillServer server,
            SlowHosts origin,
            Quick quick,
            double alone,
            int from)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        var ids = new ArrayList<String>();
        for (int batch = 0; batch < batches; batch++) {
            ids.add(server.upload(origin.slowCatalogue(IMAGES, IMAGES, from + batch)));
        }
        double uploaded = (System.nanoTime() - start) / 1e9;
        double quickBeside = quick.medianOf(ROUNDS);
        for (var id : ids) {
            server.awaitEnd(id);
        }
        double last = (System.nanoTime() - start) / 1e9;
        double best = SLOW.toSeconds() * Math.ceil((double) batches * IMAGES / IN_FLIGHT);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f (uploads took %.1f s) | %.2f | %d |%n",
                beside,
                last / (best + uploaded),
                uploaded,
                quickBeside / alone,
                origin.mostAsked("/slow/"));
    }

    private static String counts(String batch) {
        int from = batch.indexOf("\"counts\"");
        return from < 0 ? batch : batch.substring(from, batch.indexOf('}', from) + 1);
    }

    /// A hundred images on a host that answers at once.
    private static final class Quick {

        private final ImgmillServer server;
        private final SlowHosts origin;
        private int number;

        Quick(ImgmillServer server, SlowHosts origin) {
            this.server = server;
            this.origin = origin;
        }

        double medianOf(int rounds) throws IOException, InterruptedException {
            var seconds = new ArrayList<Double>();
            for (int round = 0; round < rounds; round++) {
                long start = System.nanoTime();
                server.awaitEnd(server.upload(origin.quickCatalogue(IMAGES, number++)));
                seconds.add((System.nanoTime() - start) / 1e9);
            }
            return median(seconds);
        }

        private static double median(List<Double> values) {
            return values.stream()
                    .sorted(Comparator.naturalOrder())
                    .skip(values.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
