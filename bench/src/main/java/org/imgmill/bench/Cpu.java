package org.imgmill.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// CPU time used so far by this JVM and by others, from /proc.
///
/// @param ownMicros of this JVM
/// @param othersMicros of the others and all processes below them, those that have ended included
///   as far as their parents waited for them
public record Cpu(long ownMicros, long othersMicros) {

    /// @param others processes that are counted with all below them
    public static Cpu now(long... others) {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        long micros =
                trees(others)
                        .map(process -> Path.of("/proc", Long.toString(process.pid())))
                        .map(ProcStat::read)
                        .flatMap(Optional::stream)
                        .mapToLong(stat -> stat.micros() + stat.childMicros())
                        .sum();
        return new Cpu(system.getProcessCpuTime() / 1000, micros);
    }

    public Cpu minus(Cpu earlier) {
        return new Cpu(ownMicros - earlier.ownMicros, othersMicros - earlier.othersMicros);
    }

    /// Memory that only these processes and those below them occupy at the moment, in bytes.
    public static long residentBytes(long... roots) {
        return trees(roots).mapToLong(process -> proportionalKilobytes(process.pid())).sum() * 1024;
    }

    private static Stream<ProcessHandle> trees(long... roots) {
        return Arrays.stream(roots)
                .mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream)
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .distinct();
    }

    /// Shared pages count by their share, so that PostgreSQL's buffers are not counted per backend.
    private static long proportionalKilobytes(long pid) {
        try {
            return kilobytes(pid, "smaps_rollup", "Pss:");
        } catch (AccessDeniedException e) {
            // A server hides its memory from its own user; what is shared then counts in full.
            return residentKilobytes(pid);
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }

    private static long residentKilobytes(long pid) {
        try {
            return kilobytes(pid, "status", "VmRSS:");
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }

    private static long kilobytes(long pid, String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        }
    }
}
