package org.imgmill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.imgmill.ops.BenchPostgres;
import org.imgmill.processing.WaitingNode;

/// How much more three worker processes get done than one, on one PostgreSQL, where an image is
/// nothing but 200 ms of waiting and a node has a limited number of them in flight: what is
/// measured is how lanes are shared out, not how many cores this machine has.
final class FleetBench {

    private static final int HOSTS = 64;
    private static final int IN_FLIGHT = 64;
    private static final Pattern STORED =
            Pattern.compile("imgmill_images_total\\{[^}]*codec=\"none\"[^}]*\\} (\\S+)");

    private final int images;
    private final int rounds;

    FleetBench(int images, int rounds) {
        this.images = images;
        this.rounds = rounds;
    }

    /// @param shares images by node, largest first
    private record Run(double imagesPerSecond, double cpuMicros, List<Long> shares) {}

    void run() throws IOException, InterruptedException {
        var alone = new ArrayList<Run>();
        var three = new ArrayList<Run>();
        try (var folder = new TemporaryFolder();
                var postgres = BenchPostgres.start(folder.path().resolve("database"));
                var web = start("web", "web", folder.path(), postgres)) {
            System.out.println("| workers | images/s | CPU us/image | images by worker |");
            System.out.println("|---:|---:|---:|---|");
            for (int round = 0; round < rounds; round++) {
                alone.add(measure(1, web, folder.path(), postgres));
                three.add(measure(3, web, folder.path(), postgres));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%nThree workers get %.2f times done what one gets (medians of %d).%n",
                median(three) / median(alone),
                rounds);
    }

    private Run measure(int count, ImgmillServer web, Path folder, BenchPostgres postgres)
            throws IOException, InterruptedException {
        var workers = new ArrayList<ImgmillServer>();
        try {
            for (int i = 0; i < count; i++) {
                workers.add(start("worker-" + i, "worker", folder, postgres));
            }
            web.awaitEnd(web.upload(catalogue(1_000 * count)));
            var run = run(web, workers, postgres);
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %,.0f | %.0f | %s |%n",
                    count,
                    run.imagesPerSecond,
                    run.cpuMicros,
                    run.shares.stream().map(Object::toString).collect(Collectors.joining(", ")));
            return run;
        } finally {
            for (var worker : workers) {
                worker.close();
            }
        }
    }

    private Run run(ImgmillServer web, List<ImgmillServer> workers, BenchPostgres postgres)
            throws IOException, InterruptedException {
        var processes = new ArrayList<>(List.of(postgres.pid()));
        workers.forEach(worker -> processes.add(worker.pid()));
        var all = processes.stream().mapToLong(Long::longValue).toArray();
        var before = new ArrayList<Long>();
        for (var worker : workers) {
            before.add(stored(worker));
        }
        var cpu = Cpu.now(all);
        long start = System.nanoTime();
        var batch = web.awaitEnd(web.upload(catalogue(images)));
        double seconds = (System.nanoTime() - start) / 1e9;
        var used = Cpu.now(all).minus(cpu);
        if (ImgmillServer.number(batch, "stored") != images) {
            throw new IOException("not all images were stored: " + batch);
        }
        var shares = new ArrayList<Long>();
        for (int i = 0; i < workers.size(); i++) {
            shares.add(stored(workers.get(i)) - before.get(i));
        }
        shares.sort(null);
        return new Run(images / seconds, used.othersMicros() / (double) images, shares.reversed());
    }

    private static ImgmillServer start(
            String name, String role, Path folder, BenchPostgres postgres) throws IOException {
        var settings = new ArrayList<>(postgres.settings());
        settings.add("--imgmill.role=" + role);
        settings.add("--imgmill.data-dir=" + folder.resolve(name));
        settings.add("--imgmill.storage=" + folder.resolve("objects"));
        // A batch alone has half of them.
        settings.add("--imgmill.processing.in-flight=" + 2 * IN_FLIGHT);
        return ImgmillServer.startNode(WaitingNode.class, postgres.pid(), settings);
    }

    private static long stored(ImgmillServer worker) throws IOException, InterruptedException {
        var found = STORED.matcher(worker.metrics());
        return found.find() ? (long) Double.parseDouble(found.group(1)) : 0;
    }

    private static byte[] catalogue(int images) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            csv.append(i + 1).append(",Product,http://host-").append(i % HOSTS);
            csv.append(".example.com/catalogue/").append(i).append(".jpg\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static double median(List<Run> runs) {
        var sorted = runs.stream().mapToDouble(Run::imagesPerSecond).sorted().toArray();
        return Arrays.stream(sorted).skip(sorted.length / 2).findFirst().orElseThrow();
    }
}
