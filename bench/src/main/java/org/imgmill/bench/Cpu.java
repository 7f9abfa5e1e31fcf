package org.imgmill.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/// CPU time used so far by this JVM and by all processes below it (PostgreSQL, decoders), from
/// /proc.
///
/// @param ownMicros of this JVM
/// @param othersMicros of its descendants, those that have ended included as far as their parents
///   waited for them
public record Cpu(long ownMicros, long othersMicros) {

    /// Linux counts in hundredths of a second, whatever the kernel's own clock (USER_HZ).
    private static final long MICROS_PER_TICK = 10_000;

    /// @param alsoCounted processes that are not below this one, such as a PostgreSQL that left its
    ///   parent
    public static Cpu now(long... alsoCounted) {
        var system =
                (com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean();
        long others =
                Stream.concat(
                                        ProcessHandle.current().descendants(),
                                        Arrays.stream(alsoCounted)
                                                .mapToObj(ProcessHandle::of)
                                                .flatMap(Optional::stream)
                                                .flatMap(
                                                        root ->
                                                                Stream.concat(
                                                                        Stream.of(root),
                                                                        root.descendants())))
                                .mapToLong(process -> ticks(process.pid()))
                                .sum()
                        * MICROS_PER_TICK;
        return new Cpu(system.getProcessCpuTime() / 1000, others);
    }

    public Cpu minus(Cpu earlier) {
        return new Cpu(ownMicros - earlier.ownMicros, othersMicros - earlier.othersMicros);
    }

    /// Fields 14 to 17 of /proc/pid/stat: user and system time, own and of waited-for children
    /// (proc(5)).
    private static long ticks(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(fields[11])
                    + Long.parseLong(fields[12])
                    + Long.parseLong(fields[13])
                    + Long.parseLong(fields[14]);
        } catch (IOException e) {
            return 0; // it has ended meanwhile
        }
    }
}
