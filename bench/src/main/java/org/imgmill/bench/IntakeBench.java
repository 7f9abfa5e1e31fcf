package org.imgmill.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// A catalogue of 250,000 rows and 1,000,000 URLs handed to a running server: how long until it
/// answers with the counts, what that costs in memory, and what a small batch behind it feels.
final class IntakeBench {

    private static final int ROWS = 250_000;
    private static final int URLS_PER_ROW = 4;

    private IntakeBench() {}

    static void run() throws IOException, InterruptedException, ExecutionException {
        speed();
        heap();
        next();
    }

    private static void speed() throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var server = ImgmillServer.start(folder.path(), "--imgmill.processing.lanes=1")) {
            end(server, server.upload(catalogue(10_000)));
            var csv = catalogue(ROWS);
            System.out.println("| URLs | MB | URLs/s | CPU us/URL | resident before | after |");
            System.out.println("|---:|---:|---:|---:|---:|---:|");
            for (int round = 0; round < 3; round++) {
                long resident = Cpu.residentBytes(server.processes());
                var before = Cpu.now(server.processes());
                long start = System.nanoTime();
                var batch = server.upload(csv);
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
                end(server, batch);
            }
        }
    }

    /// Ends a batch: no fetching while the next catalogue is measured.
    private static void end(ImgmillServer server, String batch)
            throws IOException, InterruptedException {
        server.steer(batch, "cancel");
        server.awaitEnd(batch);
    }

    /// What lives in the heap while a catalogue is taken in, by one full collection after the
    /// other.
    private static void heap() throws IOException, InterruptedException, ExecutionException {
        try (var folder = new TemporaryFolder();
                var server = ImgmillServer.start(folder.path(), "--imgmill.processing.lanes=1");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.upload(catalogue(10_000));
            var csv = catalogue(ROWS);
            long before = server.liveHeap();
            var upload = threads.submit(() -> server.upload(csv));
            long most = 0;
            int collections = 0;
            for (; !upload.isDone(); collections++) {
                most = Math.max(most, server.liveHeap());
            }
            upload.get();
            System.out.printf(
                    Locale.ROOT,
                    "%nLive heap: %d MB before, at most %d MB while 1,000,000 URLs were taken in (%d full collections).%n",
                    before / 1_000_000,
                    most / 1_000_000,
                    collections);
        }
    }

    /// A batch of eight images, uploaded right after the large one was accepted.
    private static void next() throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var server = ImgmillServer.start(folder.path());
                var origin = new PhotoOrigin(List.of(Photo.small()))) {
            var alone = new ArrayList<Duration>();
            var after = new ArrayList<Duration>();
            for (int round = 0; round < 12; round++) {
                alone.add(server.time(origin.catalogue(8, round)));
            }
            var csv = catalogue(ROWS);
            for (int round = 0; round < 3; round++) {
                var large = server.upload(csv);
                after.add(server.time(origin.catalogue(8, 100 + round)));
                server.steer(large, "cancel");
            }
            System.out.printf(
                    Locale.ROOT,
                    "A batch of 8 images, from accepted to ended: alone %d ms (median of the last 9), right after 1,000,000 URLs on 64 hosts without a name %s ms.%n",
                    alone.subList(3, 12).stream()
                            .sorted()
                            .skip(4)
                            .findFirst()
                            .orElseThrow()
                            .toMillis(),
                    after.stream()
                            .map(time -> Long.toString(time.toMillis()))
                            .collect(Collectors.joining(", ")));
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
