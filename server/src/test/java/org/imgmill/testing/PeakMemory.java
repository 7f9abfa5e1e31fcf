package org.imgmill.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The most memory that a process and all below it occupied at a time, looked at every 50 ms;
/// shared pages count by their share (Linux).
public final class PeakMemory implements AutoCloseable {

    private static final int LOOK_MS = 50;

    private final ProcessHandle root;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private volatile long peak;

    private PeakMemory(ProcessHandle root) {
        this.root = root;
    }

    public static boolean isKnownHere() {
        return Files.isReadable(smaps(ProcessHandle.current()));
    }

    public static PeakMemory of(ProcessHandle root) {
        var memory = new PeakMemory(root);
        var _ =
                memory.clock.scheduleWithFixedDelay(
                        memory::look, 0, LOOK_MS, TimeUnit.MILLISECONDS);
        return memory;
    }

    private void look() {
        long now =
                Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(PeakMemory::bytes)
                        .sum();
        peak = Math.max(peak, now);
    }

    private static long bytes(ProcessHandle process) {
        try {
            return bytes(smaps(process), "Pss:");
        } catch (AccessDeniedException e) {
            // A server hides its memory from its own user; what is shared then counts in full.
            return residentBytes(process);
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has ended meanwhile
        }
    }

    private static long residentBytes(ProcessHandle process) {
        try {
            return bytes(smaps(process).resolveSibling("status"), "VmRSS:");
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has ended meanwhile
        }
    }

    private static long bytes(Path file, String name) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .sum();
        }
    }

    private static Path smaps(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
    }

    public long bytes() {
        return peak;
    }

    @Override
    public void close() {
        clock.close();
    }
}
