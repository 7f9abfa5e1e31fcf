package org.imgmill.transcode.jpeg;

/// An independent resizing to check the fast one with: inverse DCT to samples, a Lanczos filter in
/// each direction, forward DCT, all in double precision and straight from their formulas.
final class PlainResize {

    private final PlainJpeg in;
    private final PlainJpeg out;
    private final int component;
    private final double[][] samples;

    /// @param in the source
    /// @param out what came out, for its size, sampling and steps alone
    PlainResize(PlainJpeg in, PlainJpeg out, int component) {
        this.in = in;
        this.out = out;
        this.component = component;
        int width = ceil(in.width * in.h[component], in.hMax);
        int height = ceil(in.height * in.v[component], in.vMax);
        int outWidth = ceil(out.width * out.h[component], out.hMax);
        int outHeight = ceil(out.height * out.v[component], out.vMax);
        double across =
                ratio(in.width, out.width, in.h[component], in.hMax, out.hMax / out.h[component]);
        double down =
                ratio(in.height, out.height, in.v[component], in.vMax, out.vMax / out.v[component]);
        double[][] wide = decoded(width, height);
        double[][] narrow = new double[height][];
        for (int y = 0; y < height; y++) {
            narrow[y] = filtered(wide[y], outWidth, across);
        }
        samples = new double[outHeight][outWidth];
        for (int x = 0; x < outWidth; x++) {
            double[] column = new double[height];
            for (int y = 0; y < height; y++) {
                column[y] = narrow[y][x];
            }
            double[] shorter = filtered(column, outHeight, down);
            for (int y = 0; y < outHeight; y++) {
                samples[y][x] = shorter[y];
            }
        }
    }

    private static double ratio(int from, int to, int factor, int most, int coarser) {
        return (double) from / to * factor / most * coarser;
    }

    /// The value of an output coefficient in steps, before rounding.
    double value(int blockRow, int blockColumn, int k) {
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
        return sum / out.steps[component][k];
    }

    private double[][] decoded(int width, int height) {
        double[][] result = new double[height][width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int[] block = in.blocks[component][y / 8][x / 8];
                double sum = 0;
                for (int k = 0; k < 64; k++) {
                    if (block[k] != 0) {
                        int v = ZigZag.NATURAL[k] / 8;
                        int u = ZigZag.NATURAL[k] % 8;
                        int value = k == 0 ? Math.clamp(block[k], -1024, 1023) : block[k];
                        sum += value * in.steps[component][k] * basis(v, y % 8) * basis(u, x % 8);
                    }
                }
                result[y][x] = sum;
            }
        }
        return result;
    }

    private static double[] filtered(double[] in, int size, double scale) {
        double[] out = new double[size];
        double wide = Math.max(1, scale);
        for (int i = 0; i < size; i++) {
            double centre = (i + 0.5) * scale;
            double sum = 0;
            double weights = 0;
            int from = (int) Math.floor(centre - 3 * wide) - 1;
            int to = (int) Math.ceil(centre + 3 * wide) + 1;
            for (int x = from; x <= to; x++) {
                double weight = lanczos((x + 0.5 - centre) / wide);
                weights += weight;
                sum += weight * in[Math.clamp(x, 0, in.length - 1)];
            }
            out[i] = sum / weights;
        }
        return out;
    }

    private static double lanczos(double x) {
        if (Math.abs(x) < 1e-9) {
            return 1;
        }
        double angle = Math.PI * x;
        return Math.abs(x) >= 3 ? 0 : Math.sin(angle) / angle * Math.sin(angle / 3) / (angle / 3);
    }

    private static double basis(int frequency, int sample) {
        double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / 8);
        return scale * Math.cos((2 * sample + 1) * frequency * Math.PI / 16);
    }

    private static int ceil(int a, int b) {
        return (a + b - 1) / b;
    }
}
