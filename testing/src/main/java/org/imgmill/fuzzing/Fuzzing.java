package org.imgmill.fuzzing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Rounds of a fuzz test: for `-Dfuzz.seconds` (15), from `-Dfuzz.seed` on, which differs in every
/// run. A round that does not end fails too: its seed and place are told, and this process's tests
/// end, since nothing else ends a loop.
public final class Fuzzing {

    private static final Path COLLECTION = Path.of("../../shared/hostile");
    private static final long SECONDS = Long.getLong("fuzz.seconds", 15);

    private static final long ROUND_SECONDS = 60;

    private Fuzzing() {}

    /// What is done with the randomness of one round.
    public interface Round {
        void play(Random random) throws Exception;
    }

    /// A failure names the seed that makes its round the first.
    public static void play(Round round) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.printf("fuzzing with -Dfuzz.seed=%d -Dfuzz.seconds=%d%n", seed, SECONDS);
        var now = new AtomicReference<>(new Begun(seed, System.nanoTime()));
        var player = Thread.currentThread();
        try (var watch =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("fuzz-limits").factory())) {
            var _ =
                    watch.scheduleWithFixedDelay(
                            () -> look(now.get(), player), 1, 1, TimeUnit.SECONDS);
            do {
                now.set(new Begun(seed, System.nanoTime()));
                try {
                    round.play(new Random(seed));
                } catch (Exception | LinkageError | VirtualMachineError | AssertionError e) {
                    throw new AssertionError("-Dfuzz.seed=%d does this again".formatted(seed), e);
                }
                seed++;
            } while (System.nanoTime() < end);
        }
    }

    private record Begun(long seed, long nanos) {}

    private static void look(Begun round, Thread player) {
        if (System.nanoTime() - round.nanos < TimeUnit.SECONDS.toNanos(ROUND_SECONDS)) {
            return;
        }
        System.err.printf(
                "a round with -Dfuzz.seed=%d does not end within %d s; it is at%n",
                round.seed, ROUND_SECONDS);
        for (var frame : player.getStackTrace()) {
            System.err.println("\tat " + frame);
        }
        Runtime.getRuntime().halt(1);
    }

    /// The files of the hostile collection below a folder, as far as it is there, that are small
    /// enough to be mutated often.
    public static List<byte[]> hostile(String... folders) {
        return Arrays.stream(folders)
                .map(COLLECTION::resolve)
                .filter(Files::isDirectory)
                .flatMap(Fuzzing::files)
                .toList();
    }

    private static Stream<byte[]> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().map(Fuzzing::read).toList().stream()
                    .filter(bytes -> bytes.length > 0 && bytes.length < 200_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of the samples with a few bytes flipped, overwritten, cut out, doubled or cut off.
    public static byte[] mutant(List<byte[]> samples, Random random) {
        byte[] bytes = samples.get(random.nextInt(samples.size())).clone();
        for (int edits = 1 + random.nextInt(8); edits > 0 && bytes.length > 1; edits--) {
            // Every other time only the start, where most is decided.
            int reach = random.nextBoolean() ? Math.min(bytes.length, 512) : bytes.length;
            int at = random.nextInt(reach);
            int length = Math.min(1 + random.nextInt(16), bytes.length - at);
            switch (random.nextInt(12)) {
                case 0 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 1 -> bytes = spliced(bytes, at, at + length);
                case 2 -> bytes = spliced(bytes, at + length, at);
                case 3, 4 -> bytes[at] = (byte) 0xFF;
                case 5, 6 -> bytes[at] = 0;
                case 7, 8, 9 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> bytes[at] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }

    /// Everything before `to`, then everything from `from` on.
    private static byte[] spliced(byte[] bytes, int to, int from) {
        byte[] spliced = Arrays.copyOf(bytes, to + bytes.length - from);
        System.arraycopy(bytes, from, spliced, to, bytes.length - from);
        return spliced;
    }
}
