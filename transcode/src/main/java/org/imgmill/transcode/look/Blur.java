package org.imgmill.transcode.look;

import java.util.Arrays;

/// A Gaussian blur of sigma 1.5, with nothing beyond the picture's edges, fed row by row.
///
/// The reference filters recursively (Charalampidis 2016, "Recursive implementation of the Gaussian
/// filter using truncated cosine functions"); the response of that filter has nine taps.
///
/// Written for the compiler of the JVM, which vectorises loops whose arrays all have one index:
/// that is why a row is shifted by copying it.
final class Blur {

    /// How many more rows are fed than come out.
    static final int REACH = 4;

    private static final int ALL = 2 * REACH + 1;
    private static final double SIGMA = 1.5;
    private static final float[] TAPS = taps();

    private final int width;
    private final float[] padded;
    private final float[][] shifted;
    private final float[][] ring;
    private final float[] out;
    private int fed;

    Blur(int width) {
        this.width = width;
        padded = new float[width + 2 * REACH];
        shifted = new float[ALL][width];
        ring = new float[ALL][width];
        out = new float[width];
    }

    /// A whole plane.
    static float[] of(float[] plane, int width, int height) {
        var blurred = new float[plane.length];
        var blur = new Blur(width);
        var row = new float[width];
        for (int y = 0; y < height + REACH; y++) {
            if (y < height) {
                System.arraycopy(plane, y * width, row, 0, width);
                blur.feed(row);
            } else {
                blur.feedNothing();
            }
            if (y >= REACH) {
                System.arraycopy(blur.row(), 0, blurred, (y - REACH) * width, width);
            }
        }
        return blurred;
    }

    void feed(float[] row) {
        System.arraycopy(row, 0, padded, REACH, width);
        for (int i = 0; i < ALL; i++) {
            System.arraycopy(padded, i, shifted[i], 0, width);
        }
        weigh(shifted, 0, ring[fed++ % ALL]);
    }

    /// A row beyond the edge.
    void feedNothing() {
        Arrays.fill(ring[fed++ % ALL], 0);
    }

    /// The row that was fed [#REACH] rows ago, blurred; valid until the next call.
    float[] row() {
        weigh(ring, fed, out);
        return out;
    }

    /// @param first which of the nine rows is the first
    private static void weigh(float[][] rows, int first, float[] out) {
        final float t0 = TAPS[0];
        final float t1 = TAPS[1];
        final float t2 = TAPS[2];
        final float t3 = TAPS[3];
        final float t4 = TAPS[4];
        final float[] a = rows[first % ALL];
        final float[] b = rows[(first + 1) % ALL];
        final float[] c = rows[(first + 2) % ALL];
        final float[] d = rows[(first + 3) % ALL];
        final float[] e = rows[(first + 4) % ALL];
        final float[] f = rows[(first + 5) % ALL];
        final float[] g = rows[(first + 6) % ALL];
        final float[] h = rows[(first + 7) % ALL];
        final float[] i = rows[(first + 8) % ALL];
        for (int x = 0; x < out.length; x++) {
            out[x] =
                    t0 * e[x]
                            + t1 * (d[x] + f[x])
                            + t2 * (c[x] + g[x])
                            + t3 * (b[x] + h[x])
                            + t4 * (a[x] + i[x]);
        }
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
}
