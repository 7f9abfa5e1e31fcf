package org.imgmill.transcode.jpeg;

import java.util.SplittableRandom;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;

/// Makes JPEGs of any layout of a picture with slopes, hard edges and grain, as an encoder does it:
/// beyond the picture its last sample stands again.
final class NaturalJpeg {

    private final Layout layout;
    private final int seed;
    private final int hMax;
    private final int vMax;

    private NaturalJpeg(Layout layout, int seed) {
        this.layout = layout;
        this.seed = seed;
        int across = 1;
        int down = 1;
        for (int factors : layout.sampling()) {
            across = Math.max(across, factors / 10);
            down = Math.max(down, factors % 10);
        }
        boolean alone = layout.sampling().length == 1;
        hMax = alone ? 1 : across;
        vMax = alone ? 1 : down;
    }

    static byte[] of(Layout layout, int seed) {
        return new NaturalJpeg(layout, seed).file();
    }

    private byte[] file() {
        int across = ceil(layout.width(), 8 * hMax);
        int down = ceil(layout.height(), 8 * vMax);
        int count = layout.sampling().length;
        int blocks = 0;
        for (int c = 0; c < count; c++) {
            blocks += across * factor(c, true) * down * factor(c, false);
        }
        short[] values = new short[64 * blocks];
        int at = 0;
        for (int c = 0; c < count; c++) {
            double[][] samples = samples(c);
            for (int y = 0; y < down * factor(c, false); y++) {
                for (int x = 0; x < across * factor(c, true); x++, at += 64) {
                    transform(samples, y, x, c, values, at);
                }
            }
        }
        return SampleJpeg.of(layout, values);
    }

    private int factor(int c, boolean horizontal) {
        int factors = layout.sampling().length == 1 ? 11 : layout.sampling()[c];
        return horizontal ? factors / 10 : factors % 10;
    }

    private double[][] samples(int c) {
        int width = ceil(layout.width() * factor(c, true), hMax);
        int height = ceil(layout.height() * factor(c, false), vMax);
        var random = new SplittableRandom(seed + c);
        double[][] samples = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double slope = 50 * Math.sin(x * 0.09 + seed) + 30 * Math.cos(y * 0.17 + c);
                double edge = (x * 3 + y * 2) % 61 < 20 ? 35 : -10;
                samples[y][x] = slope + edge + 4 * random.nextGaussian();
            }
        }
        return samples;
    }

    private static void transform(
            double[][] samples, int blockRow, int blockColumn, int c, short[] to, int at) {
        int[] steps = c == 0 ? QualitySteps.luma(90) : QualitySteps.chroma(90);
        for (int k = 0; k < 64; k++) {
            int v = ZigZag.NATURAL[k] / 8;
            int u = ZigZag.NATURAL[k] % 8;
            double sum = 0;
            for (int i = 0; i < 8; i++) {
                double[] row = samples[Math.min(8 * blockRow + i, samples.length - 1)];
                for (int j = 0; j < 8; j++) {
                    double sample = row[Math.min(8 * blockColumn + j, row.length - 1)];
                    sum += sample * basis(v, i) * basis(u, j);
                }
            }
            to[at + k] = (short) Math.round(sum / steps[k]);
        }
    }

    private static double basis(int frequency, int sample) {
        double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / 8);
        return scale * Math.cos((2 * sample + 1) * frequency * Math.PI / 16);
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }
}
