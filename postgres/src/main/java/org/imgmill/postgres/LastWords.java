package org.imgmill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Why a PostgreSQL ended or did not start, by the end of its log. Its very last line says that it
/// shut down, and that says nothing.
final class LastWords {

    private static final int RECENT = 40;
    private static final Pattern REASON = Pattern.compile("\\b(PANIC|FATAL|ERROR): +(.*)");
    private static final String FULL = "No space left on device";

    /// PostgreSQL writes its log in files of this size, and needs one more to go on.
    private static final long NEXT_FILE = 16 << 20;

    private LastWords() {}

    static String of(String log, Path data) throws IOException {
        var lines = log.lines().toList();
        var recent = lines.subList(Math.max(0, lines.size() - RECENT), lines.size());
        long free = Files.getFileStore(data).getUsableSpace();
        return free < NEXT_FILE || says(recent, FULL)
                ? "the disk of %s is full (%d MB are free); make room on it"
                        .formatted(data, free >> 20)
                : reason(recent);
    }

    private static boolean says(List<String> lines, String words) {
        return lines.stream().anyMatch(line -> line.contains(words));
    }

    private static String reason(List<String> lines) {
        return lines.stream()
                .map(REASON::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(2))
                .reduce((_, last) -> last)
                .orElseGet(() -> lines.isEmpty() ? "it said nothing" : lines.getLast().strip());
    }
}
