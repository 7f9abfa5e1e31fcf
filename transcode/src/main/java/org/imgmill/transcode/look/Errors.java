package org.imgmill.transcode.look;

import java.util.Arrays;

/// What differs between two planes: structure, edges that came, edges that went; mean and fourth
/// norm of each.
///
/// @param structure1 the mean, and so on
record Errors(
        double structure1,
        double added1,
        double lost1,
        double structure4,
        double added4,
        double lost4) {

    private static final float C2 = 0.0009f;

    /// Sums are kept in single precision for so many rows only.
    private static final int ROWS = 64;

    /// @param plane1 of the original, mean1 and square1 of it, blurred
    /// @param plane2 of the other
    static Errors between(
            float[] plane1, float[] mean1, float[] square1, float[] plane2, int width) {
        int height = plane1.length / width;
        var rows = new Rows(width);
        for (int y = 0; y < height + Blur.REACH; y++) {
            if (y < height) {
                rows.feed(plane1, plane2, y * width);
            } else {
                rows.feedNothing();
            }
            if (y >= Blur.REACH) {
                rows.compare(plane1, mean1, square1, plane2, (y - Blur.REACH) * width);
            }
            if (y % ROWS == 0) {
                rows.flush();
            }
        }
        rows.flush();
        return rows.errors(plane1.length);
    }

    /// The rows at work. Every loop is over arrays of one index, which the JVM vectorises.
    private static final class Rows {

        private final int width;
        private final Blur mean;
        private final Blur square;
        private final Blur product;
        private final float[] one;
        private final float[] other;
        private final float[] mean1;
        private final float[] square1;
        private final float[] work;
        private final float[][] sums;
        private final double[] totals = new double[6];

        Rows(int width) {
            this.width = width;
            mean = new Blur(width);
            square = new Blur(width);
            product = new Blur(width);
            one = new float[width];
            other = new float[width];
            mean1 = new float[width];
            square1 = new float[width];
            work = new float[width];
            sums = new float[6][width];
        }

        void feed(float[] plane1, float[] plane2, int at) {
            System.arraycopy(plane1, at, one, 0, width);
            System.arraycopy(plane2, at, other, 0, width);
            mean.feed(other);
            times(other, other, work);
            square.feed(work);
            times(one, other, work);
            product.feed(work);
        }

        void feedNothing() {
            mean.feedNothing();
            square.feedNothing();
            product.feedNothing();
        }

        private static void times(float[] a, float[] b, float[] to) {
            for (int x = 0; x < to.length; x++) {
                to[x] = a[x] * b[x];
            }
        }

        void compare(float[] plane1, float[] means, float[] squares, float[] plane2, int at) {
            System.arraycopy(plane1, at, one, 0, width);
            System.arraycopy(plane2, at, other, 0, width);
            System.arraycopy(means, at, mean1, 0, width);
            System.arraycopy(squares, at, square1, 0, width);
            float[] mean2 = mean.row();
            structure(mean1, mean2, square1, square.row(), product.row(), sums[0], sums[3]);
            edges(one, other, mean1, mean2, work);
            one(work, 1, sums[1], sums[4]);
            one(work, -1, sums[2], sums[5]);
        }

        private static void structure(
                float[] mean1,
                float[] mean2,
                float[] square1,
                float[] square2,
                float[] product,
                float[] sum1,
                float[] sum4) {
            for (int x = 0; x < sum1.length; x++) {
                float mu1 = mean1[x];
                float mu2 = mean2[x];
                float likeMeans = 1 - (mu1 - mu2) * (mu1 - mu2);
                float covariance = 2 * (product[x] - mu1 * mu2) + C2;
                float variances = (square1[x] - mu1 * mu1) + (square2[x] - mu2 * mu2) + C2;
                float structure = Math.max(1 - likeMeans * covariance / variances, 0);
                sum1[x] += structure;
                sum4[x] += structure * structure * (structure * structure);
            }
        }

        private static void edges(
                float[] one, float[] other, float[] mean1, float[] mean2, float[] to) {
            for (int x = 0; x < to.length; x++) {
                to[x] = (1 + Math.abs(other[x] - mean2[x])) / (1 + Math.abs(one[x] - mean1[x])) - 1;
            }
        }

        /// Edges added, or with the other sign those lost.
        private static void one(float[] edges, float sign, float[] sum1, float[] sum4) {
            for (int x = 0; x < sum1.length; x++) {
                float edge = Math.max(sign * edges[x], 0);
                sum1[x] += edge;
                sum4[x] += edge * edge * (edge * edge);
            }
        }

        void flush() {
            for (int i = 0; i < sums.length; i++) {
                double sum = 0;
                for (float value : sums[i]) {
                    sum += value;
                }
                totals[i] += sum;
                Arrays.fill(sums[i], 0);
            }
        }

        Errors errors(int n) {
            return new Errors(
                    totals[0] / n,
                    totals[1] / n,
                    totals[2] / n,
                    Math.sqrt(Math.sqrt(totals[3] / n)),
                    Math.sqrt(Math.sqrt(totals[4] / n)),
                    Math.sqrt(Math.sqrt(totals[5] / n)));
        }
    }
}
