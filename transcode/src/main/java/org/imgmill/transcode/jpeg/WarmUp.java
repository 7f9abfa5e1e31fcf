package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;

/// Recompresses made-up pictures until the JIT compiler has seen every hot loop often enough.
final class WarmUp {

    private static final int ROUNDS = 80;

    /// On a busy machine, being ready matters more than being warm.
    private static final long LONGEST_NANOS = 2_000_000_000L;

    /// What is asked for most is warmed up most.
    private static final List<Effort> EFFORTS =
            List.of(Effort.DEFAULT, Effort.DEFAULT, Effort.FAST, Effort.DEFAULT, Effort.MAX);

    static void run(JpegRecompressor recompressor) {
        long start = System.nanoTime();
        List<byte[]> samples = samples();
        var resizer = new JpegResizer(recompressor);
        for (int round = 0; round < ROUNDS; round++) {
            if (System.nanoTime() - start > LONGEST_NANOS) {
                return;
            }
            Effort effort = EFFORTS.get(round % EFFORTS.size());
            var options = JpegOptions.quality(50).with(effort, Scans.AUTO);
            var smaller = List.of(smallerBy(2, options), smallerBy(5, options));
            for (byte[] sample : samples) {
                recompressor.recompress(sample, sample.length, options);
                resizer.resize(sample, sample.length, smaller);
            }
        }
    }

    private static JpegTarget smallerBy(int ratio, JpegOptions options) {
        return new JpegTarget(
                shown -> new JpegTarget.Extent(shown.width() / ratio, shown.height() / ratio),
                options);
    }

    /// Mostly what catalogues are mostly made of, and a little of all else.
    static List<byte[]> samples() {
        var samples = new ArrayList<byte[]>();
        for (int detail = 4; detail <= 28; detail += 4) {
            samples.add(sample(false, detail, 22, 11, 11));
        }
        samples.add(sample(false, 20, 11, 11, 11));
        samples.add(sample(false, 10, 21, 11, 11));
        samples.add(sample(true, 8, 22, 11, 11));
        samples.add(sample(true, 24, 22, 11, 11));
        return samples;
    }

    private static byte[] sample(boolean progressive, int detail, int... sampling) {
        var layout = new Layout(325, 213, progressive, true, 0, detail, sampling);
        return SampleJpeg.of(layout, detail);
    }

    private WarmUp() {}
}
