package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// CPU time of a JVM's threads by what they do.
///
/// @param micros of the threads that live, by the kind of work
record ThreadCpu(Map<String, Long> micros) {

    static ThreadCpu now(long process) throws IOException {
        var sums = new TreeMap<String, Long>();
        try (var threads =
                Files.newDirectoryStream(Path.of("/proc", Long.toString(process), "task"))) {
            for (var thread : threads) {
                ProcStat.read(thread)
                        .ifPresent(stat -> sums.merge(work(stat.name()), stat.micros(), Long::sum));
            }
        }
        return new ThreadCpu(sums);
    }

    private static String work(String thread) {
        return switch (thread.replaceFirst("[-0-9]+$", "")) {
            case "codec" -> "codec";
            case "ForkJoinPool" -> "downloads and storing";
            case "C1 CompilerThre", "C2 CompilerThre" -> "compilers of the JVM";
            default -> "everything else in the JVM";
        };
    }

    ThreadCpu minus(ThreadCpu earlier) {
        var used = new TreeMap<>(micros);
        used.replaceAll((work, sum) -> sum - earlier.micros.getOrDefault(work, 0L));
        return new ThreadCpu(used);
    }
}
