package org.imgmill.transcode.jpeg;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.look.Ssimulacra2;

/// Finds, for every quality, the scale of [LookSteps] that looks like the fast effort: the same
/// mean of SSIMULACRA2 over a folder of JPEGs. Prints the table that LookSteps holds.
public final class LookScaleBench {

    private static final int[] QUALITIES = {
        1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 84, 88,
        91, 94, 96, 98, 99, 100
    };

    /// The same at every quality: halving chroma shows in the score, but not in the steps.
    private static final JpegOptions UNFOLDED =
            new JpegOptions(50, false, false, Effort.DEFAULT, Scans.BASELINE);

    private static final int COARSEST = 40_000;
    private static final int MIDDLE = 2_000;

    private record Original(byte[] bytes, Ssimulacra2 judge) {}

    private final List<Original> originals = new ArrayList<>();
    private final Workspace workspace = new Workspace();

    private LookScaleBench(Path folder) throws IOException {
        ImageIO.setUseCache(false);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                BufferedImage picture = decoded(bytes);
                originals.add(
                        new Original(
                                bytes,
                                new Ssimulacra2(
                                        pixels(picture), picture.getWidth(), picture.getHeight())));
            }
        }
    }

    /// @param from the lowest quality that is measured
    public static void run(Path folder, int from) throws IOException {
        new LookScaleBench(folder).run(from);
    }

    private void run(int from) throws IOException {
        var scales = new ArrayList<Integer>();
        var scores = new ArrayList<Double>();
        for (double scale = from < 50 ? COARSEST : MIDDLE; scale >= 16; scale /= 1.17) {
            double tried = scale;
            scales.add((int) scale);
            scores.add(mean(in -> lookOutput(in, tried)));
        }
        int[] qualities = Arrays.stream(QUALITIES).filter(quality -> quality >= from).toArray();
        int[] table = new int[qualities.length];
        for (int i = 0; i < table.length - 1; i++) {
            int quality = qualities[i];
            double wanted = mean(in -> fastOutput(in, quality));
            table[i] = scaleAt(wanted, scales, scores);
            System.out.printf("quality %d looks %.2f: scale %d%n", quality, wanted, table[i]);
        }
        System.out.println(Arrays.toString(filledIn(qualities, table)));
    }

    /// Where the falling scores first reach this one.
    private static int scaleAt(double wanted, List<Integer> scales, List<Double> scores) {
        int i = 0;
        while (i < scores.size() - 2 && scores.get(i + 1) < wanted) {
            i++;
        }
        double part = (wanted - scores.get(i)) / (scores.get(i + 1) - scores.get(i));
        double log = Math.log(scales.get(i + 1) / (double) scales.get(i));
        return (int) Math.round(scales.get(i) * Math.exp(Math.clamp(part, 0, 1) * log));
    }

    /// Between the measured qualities the scale falls evenly in its logarithm; 100 changes nothing.
    private static int[] filledIn(int[] qualities, int[] measured) {
        int[] all = new int[100];
        for (int i = 0; i + 1 < measured.length; i++) {
            int from = qualities[i];
            int to = qualities[i + 1];
            double end = Math.max(measured[i + 1], 1);
            for (int quality = from; quality < to; quality++) {
                double part = (quality - from) / (double) (to - from);
                all[quality - 1] =
                        (int)
                                Math.round(
                                        measured[i] * Math.exp(part * Math.log(end / measured[i])));
            }
        }
        return all;
    }

    private double mean(Function<byte[], byte[]> encode) throws IOException {
        double sum = 0;
        for (Original original : originals) {
            sum += original.judge.score(pixels(decoded(encode.apply(original.bytes))));
        }
        return sum / originals.size();
    }

    private byte[] lookOutput(byte[] in, double scale) {
        try {
            JpegFile file = ReadJpeg.read(in, in.length, Long.MAX_VALUE, workspace.entropy());
            int adapted = (int) LookSteps.adapted(scale, file.bitsPerPixel());
            Look look = LookSteps.at(adapted, Effort.DEFAULT);
            return new SaveBytes(workspace).run(file, UNFOLDED, look).bytes();
        } finally {
            workspace.clear();
        }
    }

    private static byte[] fastOutput(byte[] in, int quality) {
        var options = new JpegOptions(quality, false, false);
        return ((Done) new JpegRecompressor().recompress(in, in.length, options)).bytes();
    }

    private static BufferedImage decoded(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static int[] pixels(BufferedImage picture) {
        int width = picture.getWidth();
        return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
    }
}
