package org.imgmill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imgmill.fetch.Asker;
import org.imgmill.fetch.Cidr;
import org.imgmill.fetch.Download;
import org.imgmill.fetch.Fetch;
import org.imgmill.fetch.FetchSettings;
import org.imgmill.origin.NameServers;
import org.imgmill.origin.NameServers.Said;
import org.imgmill.origin.Origin;
import org.jspecify.annotations.Nullable;

/// Downloads from very many names, some of them dead or slow to resolve, and a small batch beside
/// them. The module `fetch` alone: no database, no codec. The scenario is 100,000 names.
final class NamesBench {

    private static final int IN_FLIGHT = 2048;
    private static final int SMALL = 24;
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 20;

    /// Between tries, about as the server pauses.
    private static final Duration PAUSE = Duration.ofSeconds(12);

    private static final int TRIES = 4;
    private static final Duration SLOW = Duration.ofSeconds(2);

    /// How long a host that is near takes to answer.
    private static final Duration NEAR = Duration.ofMillis(20);

    private static final byte[] IMAGE = new byte[2000];

    private final int names;
    private final int urls;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Random losses = new Random(7);

    /// @param urls on each name
    NamesBench(int names, int urls) {
        this.names = names;
        this.urls = urls;
    }

    void run() throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var origin = Origin.start();
                var server = NameServers.start(this::say);
                var fetch = Fetch.open(settings(server), folder.path().resolve("tmp"))) {
            origin.serve("/a.jpg", IMAGE)
                    .play(
                            "/small.jpg",
                            (_, reply) -> {
                                reply.pause(NEAR);
                                reply.respond(200, "", IMAGE);
                            });
            for (int i = 0; i < WARM_UP; i++) {
                small(fetch, origin);
            }
            double alone = median(fetch, origin);
            var stored = new AtomicInteger();
            var longest = new AtomicLong();
            long begun = System.nanoTime();
            var all = Thread.ofVirtual().start(() -> large(fetch, origin, stored, longest));
            Thread.sleep(Duration.ofSeconds(2));
            double beside = median(fetch, origin);
            int threads = Thread.getAllStackTraces().size();
            all.join();
            report(stored.get(), longest.get(), System.nanoTime() - begun, threads, alone, beside);
        }
    }

    private static FetchSettings settings(NameServers server) {
        return FetchSettings.builder()
                .allow(Cidr.of("127.0.0.0/8"))
                .nameServer(server.address())
                .memory(1L << 30)
                .build();
    }

    private static boolean isDead(int name) {
        return name % 5 == 0;
    }

    private static boolean isSlow(int name) {
        return name % 10 == 3;
    }

    private @Nullable Said say(String name, String type, boolean tcp) throws InterruptedException {
        asked.computeIfAbsent(name + " " + type, key -> new AtomicInteger()).incrementAndGet();
        synchronized (losses) {
            if (losses.nextInt(20) == 0) {
                return null;
            }
        }
        int number = Integer.parseInt(name.substring(1, name.indexOf('.')));
        if (isSlow(number)) {
            Thread.sleep(SLOW);
        }
        if (isDead(number)) {
            return number % 2 == 0 ? Said.nobody(60) : null;
        }
        return type.equals("A")
                ? Said.answers(name + ". 300 IN A 127.0.0.1")
                : new Said(0, false, List.of(), List.of());
    }

    /// Every URL is tried again as the server would, and those of a name follow each other as its
    /// lanes have them.
    private void large(Fetch fetch, Origin origin, AtomicInteger stored, AtomicLong longest) {
        var places = new Semaphore(IN_FLIGHT);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < names * urls; i++) {
                int name = i / urls;
                places.acquireUninterruptibly();
                var _ =
                        threads.submit(
                                () -> {
                                    try {
                                        one(fetch, origin, name, stored, longest);
                                    } finally {
                                        places.release();
                                    }
                                    return null;
                                });
            }
        }
    }

    private static void one(
            Fetch fetch, Origin origin, int name, AtomicInteger stored, AtomicLong longest)
            throws InterruptedException {
        var asker = new Asker("large", "large");
        for (int attempt = 0; attempt < TRIES; attempt++) {
            long begun = System.nanoTime();
            if (fetch.downloads().fetch(origin.url("n" + name + ".example", "/a.jpg"), asker)
                    instanceof Download.Complete(var body)) {
                body.close();
                stored.incrementAndGet();
                return;
            }
            if (isDead(name)) {
                longest.accumulateAndGet(System.nanoTime() - begun, Math::max);
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private static double median(Fetch fetch, Origin origin) throws InterruptedException {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            millis[i] = small(fetch, origin);
        }
        Arrays.sort(millis);
        return millis[ROUNDS / 2];
    }

    /// @return milliseconds
    private static double small(Fetch fetch, Origin origin) throws InterruptedException {
        long begun = System.nanoTime();
        for (int i = 0; i < SMALL; i++) {
            if (fetch.downloads().fetch(origin.url("/small.jpg"), new Asker("small", "small"))
                    instanceof Download.Complete(var body)) {
                body.close();
            }
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private void report(
            int stored, long longest, long took, int threads, double alone, double beside) {
        long alive = IntStream.range(0, names).filter(name -> !isDead(name)).count() * urls;
        var questions =
                new HashMap<>(
                        asked.values().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                AtomicInteger::get, Collectors.counting())));
        System.out.printf(
                "%,d URLs on %,d names (the issue: 1,000,000 on 100,000) in %.1f s%n",
                (long) names * urls, names, took / 1e9);
        System.out.printf(
                "stored %,d of %,d alive: %.3f %%%n", stored, alive, 100.0 * stored / alive);
        System.out.printf("questions asked so many times: %s%n", questions);
        System.out.printf("longest a dead name held a place: %.1f s%n", longest / 1e9);
        System.out.printf(
                "platform threads %d, heap %d MB%n",
                threads,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        System.out.printf(
                "%d images on a literal address: alone %.1f ms, beside %.1f ms: x%.2f%n",
                SMALL, alone, beside, beside / alone);
    }
}
