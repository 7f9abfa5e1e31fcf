package org.imgmill.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.JpegResizer;
import org.imgmill.transcode.jpeg.JpegTarget;
import org.imgmill.transcode.jpeg.JpegTarget.Extent;
import org.imgmill.transcode.jpeg.ProductFloor;
import org.imgmill.transcode.jpeg.Recompressed;
import org.imgmill.transcode.jpeg.Scans;

/// Makes smaller JPEGs of the photos, in turns with sharp: CPU per photo, bytes, several sizes at
/// once, and whether the inner loop still runs as fast as it must.
final class ResizeBench {

    private static final int[] WIDTHS = {1200, 800, 400, 200};
    private static final int WARM_UP_ROUNDS = 10;

    private final List<Photo> photos;
    private final int rounds;
    private final JpegResizer resizer = new JpegResizer(new JpegRecompressor());
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    ResizeBench(Path photoFolder, int rounds) throws IOException {
        photos = Photo.in(photoFolder);
        this.rounds = rounds;
    }

    void run() throws IOException, InterruptedException {
        warmUp();
        try (var sharp = new SharpContender()) {
            for (Effort effort : List.of(Effort.FAST, Effort.DEFAULT)) {
                System.out.printf(
                        "%neffort %s: CPU ms per photo, median of %d rounds in turns%n",
                        effort.name().toLowerCase(java.util.Locale.ROOT), rounds);
                System.out.printf(
                        "%-24s %8s %10s %10s %8s %12s %12s%n",
                        "", "width", "imgmill", "sharp", "x", "bytes", "sharp's");
                for (int width : WIDTHS) {
                    row("17 photos", width, effort, sharp, ordinary());
                }
                // libvips makes what is over 16 times smaller.
                for (int width : List.of(1200, 800, 400)) {
                    row("15 megapixels", width, effort, sharp, large());
                }
                fourAtOnce(effort, sharp);
            }
        }
        new ResizeLooks(ordinary()).print();
        double floor = ProductFloor.ratio();
        System.out.printf(
                "%nthe inner loop: %.1f times a loop that is not vectorised; it must be %.0f%n",
                floor, ProductFloor.LEAST);
        if (floor < ProductFloor.LEAST) {
            System.exit(1);
        }
    }

    private List<Photo> ordinary() {
        return photos.stream().filter(photo -> photo.kind() != Photo.Kind.LARGE).toList();
    }

    private List<Photo> large() {
        return photos.stream().filter(photo -> photo.kind() == Photo.Kind.LARGE).toList();
    }

    private void warmUp() {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            for (Photo photo : ordinary()) {
                for (int width : WIDTHS) {
                    ours(photo, Effort.FAST, width);
                    ours(photo, Effort.DEFAULT, width);
                }
            }
        }
    }

    private void row(String name, int width, Effort effort, SharpContender sharp, List<Photo> of)
            throws IOException {
        double ours = 0;
        double theirs = 0;
        long bytes = 0;
        long theirBytes = 0;
        for (Photo photo : of) {
            double[] mine = new double[rounds];
            double[] others = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                mine[round] = milliseconds(photo, effort, width);
                others[round] = sharp.milliseconds(photo, width);
            }
            ours += median(mine);
            theirs += median(others);
            bytes += ours(photo, effort, width).getFirst().length;
            theirBytes += sharp.output(photo, width).length;
        }
        System.out.printf(
                "%-24s %8d %10.2f %10.2f %8.2f %12d %12d%n",
                name,
                width,
                ours / of.size(),
                theirs / of.size(),
                theirs / ours,
                bytes,
                theirBytes);
    }

    private void fourAtOnce(Effort effort, SharpContender sharp) throws IOException {
        double ours = 0;
        double theirs = 0;
        for (Photo photo : ordinary()) {
            double[] mine = new double[rounds];
            double[] others = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                mine[round] = milliseconds(photo, effort, WIDTHS);
                for (int width : WIDTHS) {
                    others[round] += sharp.milliseconds(photo, width);
                }
            }
            ours += median(mine);
            theirs += median(others);
        }
        int count = ordinary().size();
        System.out.printf(
                "%-24s %8s %10.2f %10.2f %8.2f%n",
                "all four at once", "", ours / count, theirs / count, theirs / ours);
    }

    private double milliseconds(Photo photo, Effort effort, int... widths) {
        long before = threads.getCurrentThreadCpuTime();
        ours(photo, effort, widths);
        return (threads.getCurrentThreadCpuTime() - before) / 1e6;
    }

    private List<byte[]> ours(Photo photo, Effort effort, int... widths) {
        var scans = effort == Effort.FAST ? Scans.BASELINE : Scans.AUTO;
        var targets = new ArrayList<JpegTarget>();
        for (int width : widths) {
            targets.add(
                    new JpegTarget(
                            shown -> fit(shown, width),
                            JpegOptions.quality(50).with(effort, scans)));
        }
        var outputs = new ArrayList<byte[]>();
        for (Recompressed ending : resizer.resize(photo.bytes(), photo.bytes().length, targets)) {
            switch (ending) {
                case Recompressed.Done(var bytes, var width, var height, var _) ->
                        outputs.add(bytes);
                case Recompressed.Refused refused ->
                        throw new IllegalStateException(photo.name() + ": " + refused);
            }
        }
        return outputs;
    }

    private static Extent fit(Extent shown, int width) {
        double factor = Math.min(1, (double) width / shown.width());
        return new Extent(
                (int) Math.max(1, Math.round(shown.width() * factor)),
                (int) Math.max(1, Math.round(shown.height() * factor)));
    }

    private static double median(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
