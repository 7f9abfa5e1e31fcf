package org.imgmill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The same catalogue of photographs through the whole server and through the best pipeline that
/// one would write by hand with sharp, in turns, from the same origin.
final class EndToEndBench {

    private static final Pattern OUTPUT_KB = Pattern.compile("out (\\d+) KB");

    private final Path photos;
    private final Path peers;
    private final int images;
    private final int rounds;
    private final int warmUps;

    /// @param warmUps catalogues that the server works through before it is measured
    EndToEndBench(Path photos, Path peers, int images, int rounds, int warmUps) {
        this.photos = photos;
        this.peers = peers;
        this.images = images;
        this.rounds = rounds;
        this.warmUps = warmUps;
    }

    /// @param parts where the CPU time went, in microseconds
    private record Run(
            double cpuMillis,
            double wallMillis,
            long bytesOut,
            long residentBytes,
            Map<String, Long> parts) {}

    /// @param outputs that are made of every photograph, as an upload has them; null: one, at
    ///   quality 50
    void run(boolean baselineOnly, @Nullable String outputs)
            throws IOException, InterruptedException {
        Peers.install();
        try (var folder = new TemporaryFolder();
                var origin = Origin.of(read(baselineOnly), folder.path());
                var server = ImgmillServer.start(folder.path().resolve("data"))) {
            for (int i = 0; i < warmUps; i++) {
                imgmill(server, origin, -i, outputs);
            }
            var ours = new ArrayList<Run>();
            var theirs = new LinkedHashMap<String, List<Run>>();
            for (int round = 1; round <= rounds; round++) {
                ours.add(imgmill(server, origin, round, outputs));
                for (var peer : outputs == null ? ONE : SEVERAL) {
                    var out = folder.path().resolve(peer.name + "-" + round);
                    theirs.computeIfAbsent(peer.name, _ -> new ArrayList<>())
                            .add(sharp(peer, origin, out, round, outputs));
                }
            }
            print(ours, theirs, origin.bytes(images));
        }
    }

    private List<byte[]> read(boolean baselineOnly) throws IOException {
        var bytes = new ArrayList<byte[]>();
        try (var files = Files.list(photos)) {
            for (var file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
                var name = file.getFileName().toString();
                boolean baseline = !name.contains("prog") && !name.contains("444");
                if (!name.startsWith("big_") && (baseline || !baselineOnly)) {
                    bytes.add(Files.readAllBytes(file));
                }
            }
        }
        return bytes;
    }

    /// Somebody's pipeline with sharp.
    ///
    /// @param how the script's last argument; empty: none
    private record Peer(String name, String how) {}

    private static final List<Peer> ONE = List.of(new Peer("sharp pipeline", ""));
    private static final List<Peer> SEVERAL =
            List.of(
                    new Peer("sharp, each from the one buffer", "each"),
                    new Peer("sharp, decoded once", "once"));

    private Run imgmill(ImgmillServer server, Origin origin, int round, @Nullable String outputs)
            throws IOException, InterruptedException {
        var before = Cpu.now(server.processes());
        var threads = ThreadCpu.now(server.pid());
        long start = System.nanoTime();
        var batch = server.awaitEnd(server.upload(origin.catalogue(images, round), outputs));
        double wall = (System.nanoTime() - start) / 1e6;
        var used = Cpu.now(server.processes()).minus(before);
        var parts = new LinkedHashMap<>(ThreadCpu.now(server.pid()).minus(threads).micros());
        long inThreads = parts.values().stream().mapToLong(Long::longValue).sum();
        parts.put("PostgreSQL and decoders", used.othersMicros() - inThreads);
        if (ImgmillServer.number(batch, "stored") != images) {
            throw new IOException("not all images were stored: " + batch);
        }
        return new Run(
                used.othersMicros() / 1e3,
                wall,
                ImgmillServer.number(batch, "bytes_out"),
                Cpu.residentBytes(server.processes()),
                parts);
    }

    private Run sharp(Peer peer, Origin origin, Path folder, int round, @Nullable String outputs)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var csv = folder.resolve("in.csv");
        Files.write(csv, origin.catalogue(images, round));
        var command =
                new ArrayList<>(
                        List.of(
                                "/usr/bin/env",
                                "sh",
                                "-c",
                                "node \"$@\"; cat /proc/$$/stat",
                                "sh",
                                script(outputs).toAbsolutePath().toString(),
                                csv.toString(),
                                folder.resolve("out").toString()));
        if (outputs != null) {
            command.addAll(List.of(outputs, peer.how));
        }
        long start = System.nanoTime();
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        double wall = (System.nanoTime() - start) / 1e6;
        var output = OUTPUT_KB.matcher(said);
        if (process.waitFor() != 0 || !output.find()) {
            throw new IOException("sharp's pipeline failed: " + said);
        }
        return new Run(
                childMillis(said), wall, Long.parseLong(output.group(1)) * 1024, 0, Map.of());
    }

    private Path script(@Nullable String outputs) throws IOException {
        if (outputs != null) {
            return Peers.FOLDER.resolve("outputs.mjs");
        }
        var script = Peers.FOLDER.resolve("pipeline.mjs");
        Files.copy(
                peers.resolve("sharp-pipeline.mjs"), script, StandardCopyOption.REPLACE_EXISTING);
        return script;
    }

    /// The shell's own stat stands last: CPU of the children it waited for.
    private static double childMillis(String said) {
        return ProcStat.parse(said.lines().toList().getLast()).childMicros() / 1e3;
    }

    private void print(List<Run> ours, Map<String, List<Run>> theirs, long bytesIn) {
        System.out.println("| | CPU ms/image | images/s | bytes out of in | resident |");
        System.out.println("|---|---:|---:|---:|---:|");
        System.out.println(row("imgmill, PostgreSQL included", ours, bytesIn));
        theirs.forEach((name, runs) -> System.out.println(row(name, runs, bytesIn)));
        System.out.println();
        theirs.forEach(
                (name, runs) ->
                        System.out.printf(
                                Locale.ROOT,
                                "%s: %.2f times the CPU of imgmill.%n",
                                name,
                                median(runs, Run::cpuMillis) / median(ours, Run::cpuMillis)));
        System.out.println();
        System.out.println("| imgmill's CPU, ms/image | |");
        System.out.println("|---|---:|");
        for (var work : ours.getFirst().parts.keySet()) {
            double micros = median(ours, run -> run.parts.getOrDefault(work, 0L));
            System.out.printf(Locale.ROOT, "| %s | %.2f |%n", work, micros / 1000 / images);
        }
    }

    private String row(String name, List<Run> runs, long bytesIn) {
        return String.format(
                Locale.ROOT,
                "| %s | %.2f | %.0f | %.1f %% | %s |",
                name,
                median(runs, Run::cpuMillis) / images,
                images * 1000 / median(runs, Run::wallMillis),
                runs.getLast().bytesOut * 100.0 / bytesIn,
                runs.getLast().residentBytes == 0
                        ? ""
                        : runs.getLast().residentBytes / 1_000_000 + " MB");
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
        var sorted = runs.stream().mapToDouble(of).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }
}
