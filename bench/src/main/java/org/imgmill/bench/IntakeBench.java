package org.imgmill.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A catalogue of 250,000 rows and 1,000,000 URLs handed to a running server: how long until it
/// answers with the counts, and what that costs in memory.
final class IntakeBench {

    private static final int ROWS = 250_000;
    private static final int URLS_PER_ROW = 4;

    private IntakeBench() {}

    static void run() throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var server = ImgmillServer.start(folder.path(), "--imgmill.processing.lanes=1")) {
            server.upload(catalogue(10_000));
            var csv = catalogue(ROWS);
            System.out.println("| URLs | MB | URLs/s | CPU us/URL | resident before | after |");
            System.out.println("|---:|---:|---:|---:|---:|---:|");
            for (int round = 0; round < 3; round++) {
                long resident = Cpu.residentBytes(server.processes());
                var before = Cpu.now(server.processes());
                long start = System.nanoTime();
                server.upload(csv);
                double seconds = (System.nanoTime() - start) / 1e9;
                var used = Cpu.now(server.processes()).minus(before);
                int urls = ROWS * URLS_PER_ROW;
                System.out.printf(
                        Locale.ROOT,
                        "| %,d | %d | %,.0f | %.1f | %d MB | %d MB |%n",
                        urls,
                        csv.length / 1_000_000,
                        urls / seconds,
                        used.othersMicros() / (double) urls,
                        resident / 1_000_000,
                        Cpu.residentBytes(server.processes()) / 1_000_000);
            }
        }
    }

    /// On hosts that do not exist: nothing is fetched while the intake is measured.
    private static byte[] catalogue(int rows) {
        var csv = new ByteArrayOutputStream(rows * 360);
        csv.writeBytes("S. No.,Product Name,Input Image Urls\n".getBytes(StandardCharsets.UTF_8));
        var row = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            row.setLength(0);
            row.append(i + 1).append(",Product number ").append(i).append(",\"");
            for (int j = 0; j < URLS_PER_ROW; j++) {
                row.append(j == 0 ? "" : ",").append("https://cdn-").append(i % 64);
                row.append(".catalogue.invalid/images/2026/autumn/");
                row.append(i).append('-').append(j).append("-front-view-large.jpg");
            }
            row.append("\"\n");
            csv.writeBytes(row.toString().getBytes(StandardCharsets.UTF_8));
        }
        return csv.toByteArray();
    }
}
