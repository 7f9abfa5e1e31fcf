package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.SampleJpeg.Layout;

/// Makes JPEGs of any layout of a picture that a test paints pixel by pixel, as an encoder does it:
/// a sample of a component is the mean of the pixels that it covers, and beyond the picture its
/// last sample stands again.
final class PaintedJpeg {

    /// A value of a component at a pixel, -128 to 127.
    @FunctionalInterface
    interface Paint {

        double at(int component, int x, int y);
    }

    static byte[] of(Layout layout, Paint paint) {
        int most = layout.sampling().length == 1 ? 11 : 0;
        int mostAcross = most / 10;
        int mostDown = most % 10;
        for (int factors : layout.sampling()) {
            mostAcross = Math.max(mostAcross, factors / 10);
            mostDown = Math.max(mostDown, factors % 10);
        }
        int across = ceil(layout.width(), 8 * mostAcross);
        int down = ceil(layout.height(), 8 * mostDown);
        int blocks = 0;
        for (int factors : layout.sampling()) {
            blocks += across * (factors / 10) * down * (factors % 10);
        }
        short[] values = new short[64 * blocks];
        int at = 0;
        for (int c = 0; c < layout.sampling().length; c++) {
            int h = layout.sampling()[c] / 10;
            int v = layout.sampling()[c] % 10;
            double[][] samples = samples(layout, paint, c, mostAcross / h, mostDown / v);
            for (int row = 0; row < down * v; row++) {
                for (int column = 0; column < across * h; column++, at += 64) {
                    transform(samples, row, column, c, values, at);
                }
            }
        }
        return SampleJpeg.of(layout, values);
    }

    private static double[][] samples(Layout layout, Paint paint, int c, int wide, int high) {
        var samples = new double[ceil(layout.height(), high)][ceil(layout.width(), wide)];
        for (int y = 0; y < samples.length; y++) {
            for (int x = 0; x < samples[y].length; x++) {
                double sum = 0;
                for (int i = 0; i < wide * high; i++) {
                    int column = Math.min(x * wide + i % wide, layout.width() - 1);
                    int row = Math.min(y * high + i / wide, layout.height() - 1);
                    sum += paint.at(c, column, row);
                }
                samples[y][x] = sum / (wide * high);
            }
        }
        return samples;
    }

    private static void transform(
            double[][] samples, int blockRow, int blockColumn, int c, short[] to, int at) {
        int[] steps = c == 0 ? QualitySteps.luma(90) : QualitySteps.chroma(90);
        var across = new double[8][8];
        for (int i = 0; i < 8; i++) {
            double[] row = samples[Math.min(8 * blockRow + i, samples.length - 1)];
            for (int u = 0; u < 8; u++) {
                for (int j = 0; j < 8; j++) {
                    across[i][u] +=
                            row[Math.min(8 * blockColumn + j, row.length - 1)] * basis(u, j);
                }
            }
        }
        for (int k = 0; k < 64; k++) {
            double sum = 0;
            for (int i = 0; i < 8; i++) {
                sum += across[i][ZigZag.NATURAL[k] % 8] * basis(ZigZag.NATURAL[k] / 8, i);
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

    private PaintedJpeg() {}
}
