package org.imgmill.transcode.look;

/// A Gaussian blur of sigma 1.5, with nothing beyond the picture's edges.
///
/// The reference filters recursively (Charalampidis 2016, "Recursive implementation of the Gaussian
/// filter using truncated cosine functions"); the response of that filter has nine taps.
final class Blur {

    private static final int REACH = 4;
    private static final double SIGMA = 1.5;
    private static final float[] TAPS = taps();

    static float[] of(float[] in, int width, int height) {
        return down(across(in, width, height), width, height);
    }

    static float[] ofProduct(float[] a, float[] b, int width, int height) {
        var product = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return of(product, width, height);
    }

    private static float[] across(float[] in, int width, int height) {
        var out = new float[in.length];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            int inner = Math.max(REACH, width - REACH);
            for (int x = 0; x < Math.min(REACH, width); x++) {
                out[row + x] = nearEdge(in, row + x, 1, x, width);
            }
            convolve(in, out, row + REACH, row + width - REACH, 1);
            for (int x = inner; x < width; x++) {
                out[row + x] = nearEdge(in, row + x, 1, x, width);
            }
        }
        return out;
    }

    private static float[] down(float[] in, int width, int height) {
        var out = new float[in.length];
        for (int y = 0; y < height; y++) {
            int row = y * width;
            if (y >= REACH && y < height - REACH) {
                convolve(in, out, row, row + width, width);
            } else {
                for (int x = 0; x < width; x++) {
                    out[row + x] = nearEdge(in, row + x, width, y, height);
                }
            }
        }
        return out;
    }

    private static void convolve(float[] in, float[] out, int from, int end, int step) {
        final float t0 = TAPS[0];
        final float t1 = TAPS[1];
        final float t2 = TAPS[2];
        final float t3 = TAPS[3];
        final float t4 = TAPS[4];
        final int step2 = 2 * step;
        final int step3 = 3 * step;
        final int step4 = 4 * step;
        for (int i = from; i < end; i++) {
            out[i] =
                    t0 * in[i]
                            + t1 * (in[i - step] + in[i + step])
                            + t2 * (in[i - step2] + in[i + step2])
                            + t3 * (in[i - step3] + in[i + step3])
                            + t4 * (in[i - step4] + in[i + step4]);
        }
    }

    private static float nearEdge(float[] in, int at, int step, int place, int length) {
        float sum = 0;
        for (int tap = -REACH; tap <= REACH; tap++) {
            if (place + tap >= 0 && place + tap < length) {
                sum += TAPS[Math.abs(tap)] * in[at + tap * step];
            }
        }
        return sum;
    }

    /// Equations (33) to (57) of the paper.
    private static float[] taps() {
        double radius = Math.round(3.2795 * SIGMA + 0.2546);
        var omega = new double[3];
        var p = new double[3];
        var r = new double[3];
        var rho = new double[3];
        for (int i = 0; i < 3; i++) {
            double sign = i == 1 ? -1 : 1;
            omega[i] = (2 * i + 1) * Math.PI / (2 * radius);
            p[i] = sign / StrictMath.tan(omega[i] / 2);
            r[i] = sign * p[i] * p[i] / StrictMath.sin(omega[i]);
            rho[i] = StrictMath.exp(-0.5 * SIGMA * SIGMA * omega[i] * omega[i]) / radius;
        }
        double d13 = p[0] * r[1] - r[0] * p[1];
        double zeta1 = (p[1] * r[2] - r[1] * p[2]) / d13;
        double zeta3 = (p[2] * r[0] - r[2] * p[0]) / d13;
        double[] beta =
                solved(
                        new double[][] {
                            {p[0], p[1], p[2], 1},
                            {r[0], r[1], r[2], radius * radius - SIGMA * SIGMA},
                            {zeta1, zeta3, 1, zeta1 * rho[0] + zeta3 * rho[1] + rho[2]}
                        });
        var taps = new float[REACH + 1];
        for (int n = 0; n <= REACH; n++) {
            double tap = 0;
            for (int i = 0; i < 3; i++) {
                tap += beta[i] * StrictMath.cos(omega[i] * n);
            }
            taps[n] = (float) tap;
        }
        return taps;
    }

    /// Three equations, each with its right side last, by elimination.
    private static double[] solved(double[][] rows) {
        for (int i = 0; i < 3; i++) {
            double pivot = rows[i][i];
            for (int j = 0; j < 4; j++) {
                rows[i][j] /= pivot;
            }
            for (int k = 0; k < 3; k++) {
                double factor = k == i ? 0 : rows[k][i];
                for (int j = 0; j < 4; j++) {
                    rows[k][j] -= factor * rows[i][j];
                }
            }
        }
        return new double[] {rows[0][3], rows[1][3], rows[2][3]};
    }

    private Blur() {}
}
