package org.imgmill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A batch alone and beside clients that hold connections, drip headers, read slowly and post large
/// bodies, in turns; and how long liveness takes meanwhile.
final class AbuseBench {

    private static final int IDLE = 1000;
    private static final int DRIPPING = 1000;
    private static final int SLOW_READERS = 200;
    private static final int POSTERS = 50;
    private static final int KEYS = 13;
    private static final int POSTED_BYTES = 20 << 20;
    private static final int ORIGINAL_BYTES = 20 << 20;
    private static final Duration SETTLING = Duration.ofSeconds(15);
    private static final String KEY = "the-key-of-the-bench-itself";

    private final int rounds;
    private final int images;

    AbuseBench(int rounds, int images) {
        this.rounds = rounds;
        this.images = images;
    }

    void run() throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var origin = new PhotoOrigin(List.of(Photo.small()));
                var large = new PhotoOrigin(List.of(picture()));
                var server =
                        ImgmillServer.start(
                                        folder.path().resolve("data"),
                                        "--imgmill.auth.admin-key=" + KEY)
                                .with(KEY)) {
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                server.time(origin.catalogue(images, warmUp));
            }
            var keys = new ArrayList<String>();
            for (int i = 0; i < KEYS; i++) {
                keys.add(server.makeKey("abuser " + i));
            }
            var original = original(server, large);
            var alone = new ArrayList<Duration>();
            var beside = new ArrayList<Duration>();
            var liveness = new AtomicReference<>(new ImgmillServer.Answered(0, 0));
            var memory = new AtomicLong();
            long comings = 0;
            long refusals = 0;
            for (int round = 1; round <= rounds; round++) {
                alone.add(server.time(origin.catalogue(images, 100 + round)));
                try (var abusers = new Abusers(server.address(), keys);
                        var _ = new Watch(server, liveness, memory)) {
                    abusers.idle(IDLE);
                    abusers.drip(DRIPPING);
                    abusers.readSlowly(SLOW_READERS, original);
                    abusers.post(POSTERS, POSTED_BYTES);
                    Thread.sleep(SETTLING);
                    beside.add(server.time(origin.catalogue(images, 200 + round)));
                    comings += abusers.comings();
                    refusals += abusers.refusals();
                }
                System.out.printf(
                        Locale.ROOT,
                        "round %d: alone %d ms, beside them %d ms%n",
                        round,
                        alone.getLast().toMillis(),
                        beside.getLast().toMillis());
            }
            System.out.printf(
                    Locale.ROOT,
                    """

                    | %,d images | median ms |
                    |---|---:|
                    | alone | %d |
                    | beside %,d idle, %,d dripping, %d slowly reading, %d posting clients | %d |

                    Speed beside them: %.0f %% of alone. Slowest answer of liveness: %d ms, %d of them until it was connected. Most memory of the server's process: %d MB.
                    They connected %,d times and were refused %,d times.
                    """,
                    images,
                    median(alone).toMillis(),
                    IDLE,
                    DRIPPING,
                    SLOW_READERS,
                    POSTERS,
                    median(beside).toMillis(),
                    100.0 * median(alone).toNanos() / median(beside).toNanos(),
                    liveness.get().whole() / 1_000_000,
                    liveness.get().connected() / 1_000_000,
                    memory.get() >> 20,
                    comings,
                    refusals);
        }
    }

    /// Starts like a JPEG, so that it is passed on.
    private static byte[] picture() {
        var bytes = new byte[ORIGINAL_BYTES];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }

    /// @return the path of an original of so many bytes
    private static String original(ImgmillServer server, PhotoOrigin large)
            throws IOException, InterruptedException {
        var id = server.upload(large.catalogue(1, 0));
        server.awaitEnd(id);
        return "/v1/batches/" + id + "/images/0/original";
    }

    private static Duration median(List<Duration> times) {
        return times.stream()
                .sorted(Comparator.naturalOrder())
                .skip(times.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /// Asks ten times a second whether the server lives, and how much memory it has.
    private static final class Watch implements AutoCloseable {

        private final Thread thread;

        Watch(
                ImgmillServer server,
                AtomicReference<ImgmillServer.Answered> slowest,
                AtomicLong most) {
            thread =
                    Thread.ofPlatform()
                            .name("watch")
                            .start(
                                    () -> {
                                        try {
                                            while (true) {
                                                Thread.sleep(100);
                                                slowest.accumulateAndGet(
                                                        server.timeLiveness(), Watch::slower);
                                                most.accumulateAndGet(
                                                        Cpu.residentBytes(server.pid()), Math::max);
                                            }
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        } catch (IOException e) {
                                            slowest.set(
                                                    new ImgmillServer.Answered(0, Long.MAX_VALUE));
                                            System.err.println("liveness was not answered: " + e);
                                        }
                                    });
        }

        private static ImgmillServer.Answered slower(
                ImgmillServer.Answered one, ImgmillServer.Answered other) {
            return one.whole() < other.whole() ? other : one;
        }

        @Override
        public void close() throws IOException {
            thread.interrupt();
        }
    }
}
