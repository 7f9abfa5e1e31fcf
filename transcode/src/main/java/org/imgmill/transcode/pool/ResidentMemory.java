package org.imgmill.transcode.pool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory a process holds: from /proc where there is one, from `ps` elsewhere.
final class ResidentMemory {

    private static final boolean PROC = Files.isReadable(Path.of("/proc/self/status"));

    private ResidentMemory() {}

    /// 0 when the process is gone.
    static long of(long pid) {
        try {
            return 1024 * (PROC ? kilobytesByProc(pid) : kilobytesByPs(pid));
        } catch (IOException e) {
            return 0;
        }
    }

    private static long kilobytesByProc(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return number(line);
            }
        }
        return 0;
    }

    static long kilobytesByPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var out = ps.getInputStream()) {
            return number(new String(out.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    private static long number(String text) {
        String digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
