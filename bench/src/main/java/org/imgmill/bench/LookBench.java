package org.imgmill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.imgmill.transcode.TranscodeLimits;
import org.imgmill.transcode.Transcoded;
import org.imgmill.transcode.Transcoder;

/// What finding a quality takes and how well it is found: by look, judged by another program, and
/// by bytes; and the mean look of each quality, which the search starts from.
final class LookBench {

    private static final List<String> FORMATS = List.of("jpeg", "webp", "avif");
    private static final List<Integer> LOOKS = List.of(50, 65, 80);
    private static final List<Integer> QUALITIES =
            List.of(5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100);
    private static final List<Double> PARTS = List.of(0.15, 0.3, 0.5);
    private static final double CLOSE = 3;
    private static final int WARM_UP_ROUNDS = 4;

    private final List<Photo> photos;
    private final double megapixels;

    LookBench(Path folder) throws IOException {
        photos = Photo.in(folder).stream().filter(p -> p.kind() != Photo.Kind.LARGE).toList();
        megapixels = photos.stream().mapToDouble(Photo::megapixels).sum();
    }

    /// @param what looks, bytes or curves
    void run(String what) throws IOException, InterruptedException {
        Transcoder.warmUp();
        try (var transcoder = Transcoder.start(TranscodeLimits.DEFAULT.withWorkers(1));
                var judge = new Judge()) {
            switch (what) {
                case "looks" -> looks(transcoder, judge);
                case "bytes" -> bytes(transcoder);
                case "curves" -> {
                    for (String format : FORMATS) {
                        curve(transcoder, judge, format);
                    }
                }
                default -> throw new IllegalArgumentException("looks, bytes or curves");
            }
        }
    }

    private void looks(Transcoder transcoder, Judge judge)
            throws IOException, InterruptedException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            made(transcoder, Map.of("look", "good"));
        }
        System.out.printf(
                "%d photos, %.1f megapixels%n%-6s %5s %8s %10s %8s %8s %12s %10s%n",
                photos.size(),
                megapixels,
                "",
                "look",
                "mean",
                "within 3",
                "worst",
                "95 %",
                "bytes",
                "s CPU/MP");
        for (String format : FORMATS) {
            for (int look : LOOKS) {
                found(transcoder, judge, format, look);
            }
        }
    }

    private void bytes(Transcoder transcoder) throws InterruptedException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            made(transcoder, Map.of("max_bytes", "100000"));
        }
        System.out.printf("%n%-6s %8s %8s %8s %14s%n", "", "part", "met", "full", "CPU / one pass");
        for (String format : FORMATS) {
            for (double part : PARTS) {
                fitted(transcoder, format, part);
            }
        }
    }

    private void curve(Transcoder transcoder, Judge judge, String format)
            throws IOException, InterruptedException {
        System.out.printf("%n%-6s", format);
        for (int quality : QUALITIES) {
            double sum = 0;
            var recipe =
                    Map.of("format", format, "quality", "" + quality, "on_larger", "keep_output");
            var made = made(transcoder, recipe);
            for (int i = 0; i < made.size(); i++) {
                sum += judge.of(photos.get(i), made.get(i).bytes(), false).ssimulacra2();
            }
            System.out.printf(" %d, %.1f,", quality, sum / made.size());
            System.out.flush();
        }
        System.out.println();
    }

    private void found(Transcoder transcoder, Judge judge, String format, int look)
            throws IOException, InterruptedException {
        Cpu before = Cpu.now(ProcessHandle.current().pid());
        var made = made(transcoder, Map.of("format", format, "look", "" + look));
        double cpu = all(Cpu.now(ProcessHandle.current().pid()).minus(before));
        var off = new ArrayList<Double>();
        double sum = 0;
        long bytes = 0;
        for (int i = 0; i < made.size(); i++) {
            double score = judge.of(photos.get(i), made.get(i).bytes(), false).ssimulacra2();
            sum += score;
            off.add(Math.abs(score - look));
            bytes += made.get(i).bytes().length;
        }
        Collections.sort(off);
        System.out.printf(
                "%-6s %5d %8.2f %7d/%2d %8.2f %8.2f %12d %10.3f%n",
                format,
                look,
                sum / made.size(),
                off.stream().filter(by -> by <= CLOSE).count(),
                off.size(),
                off.getLast(),
                off.get((int) (0.95 * (off.size() - 1))),
                bytes,
                cpu / megapixels);
    }

    private void fitted(Transcoder transcoder, String format, double part)
            throws InterruptedException {
        long met = 0;
        double full = 0;
        double cpu = 0;
        double onePass = 0;
        for (Photo photo : photos) {
            int most = (int) (part * photo.bytes().length);
            Cpu start = Cpu.now(ProcessHandle.current().pid());
            one(transcoder, photo, Map.of("format", format));
            Cpu middle = Cpu.now(ProcessHandle.current().pid());
            var recipe = Map.of("format", format, "max_bytes", "" + most);
            var made = one(transcoder, photo, recipe);
            onePass += all(middle.minus(start));
            cpu += all(Cpu.now(ProcessHandle.current().pid()).minus(middle));
            if (made instanceof Transcoded.Done done && done.bytes().length <= most) {
                met++;
                full += (double) done.bytes().length / most;
            }
        }
        System.out.printf(
                "%-6s %8.2f %5d/%2d %8.3f %14.2f%n",
                format, part, met, photos.size(), full / met, cpu / onePass);
    }

    /// In seconds, of this JVM and its decoders.
    private static double all(Cpu used) {
        return used.othersMicros() / 1e6;
    }

    private List<Transcoded.Done> made(Transcoder transcoder, Map<String, String> fields)
            throws InterruptedException {
        var made = new ArrayList<Transcoded.Done>();
        for (Photo photo : photos) {
            switch (one(transcoder, photo, fields)) {
                case Transcoded.Done done -> made.add(done);
                case Transcoded.Refused refused ->
                        throw new IllegalStateException(photo.name() + ": " + refused);
            }
        }
        return made;
    }

    private static Transcoded one(Transcoder transcoder, Photo photo, Map<String, String> fields)
            throws InterruptedException {
        Recipe recipe = RecipeField.recipe(fields);
        return transcoder.transcode(photo.bytes(), photo.bytes().length, recipe);
    }
}
