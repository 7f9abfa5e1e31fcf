package org.imgmill.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Ten images, alone and beside 20,000 on one host that takes ten seconds for each answer, in
/// turns.
final class StarvationBench {

    private static final int SLOW_IMAGES = 20_000;
    private static final int SMALL_BATCH = 10;
    private static final Duration SLOW = Duration.ofSeconds(10);

    private StarvationBench() {}

    static void run(int rounds) throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder();
                var server = ImgmillServer.start(folder.path());
                var slow = new PhotoOrigin(List.of(Photo.small()), SLOW);
                var lively = new PhotoOrigin(List.of(Photo.small()))) {
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                server.time(lively.catalogue(SMALL_BATCH, warmUp));
            }
            var large = server.upload(slow.catalogue(SLOW_IMAGES, 0));
            var alone = new ArrayList<Duration>();
            var beside = new ArrayList<Duration>();
            for (int round = 0; round < rounds; round++) {
                server.steer(large, "resume");
                beside.add(server.time(lively.catalogue(SMALL_BATCH, 1000 + round)));
                server.steer(large, "pause");
                alone.add(server.time(lively.catalogue(SMALL_BATCH, 2000 + round)));
            }
            server.steer(large, "cancel");
            System.out.println("| 10 images | median ms | worst ms |");
            System.out.println("|---|---:|---:|");
            print("alone", alone);
            print("beside 20,000 on a host that takes 10 s", beside);
        }
    }

    private static void print(String name, List<Duration> times) {
        var sorted = times.stream().map(Duration::toMillis).sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d |%n",
                name,
                sorted.get(sorted.size() / 2),
                sorted.getLast());
    }
}
