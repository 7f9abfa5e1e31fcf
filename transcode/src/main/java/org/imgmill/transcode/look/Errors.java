package org.imgmill.transcode.look;

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

    /// Sums are kept in single precision for so many values only.
    private static final int PIECE = 1024;

    /// @param mean1 the blurred original, mean2 the other's
    /// @param square1 the blurred squares of the original, square2 the other's
    /// @param product the blurred products of both
    static Errors between(
            float[] plane1,
            float[] plane2,
            float[] mean1,
            float[] mean2,
            float[] square1,
            float[] square2,
            float[] product) {
        double[] sums = new double[6];
        int n = plane1.length;
        for (int from = 0; from < n; from += PIECE) {
            int end = Math.min(n, from + PIECE);
            float s1 = 0;
            float s4 = 0;
            float a1 = 0;
            float a4 = 0;
            float l1 = 0;
            float l4 = 0;
            for (int i = from; i < end; i++) {
                float mu1 = mean1[i];
                float mu2 = mean2[i];
                float likeMeans = 1 - (mu1 - mu2) * (mu1 - mu2);
                float covariance = 2 * (product[i] - mu1 * mu2) + C2;
                float variances = (square1[i] - mu1 * mu1) + (square2[i] - mu2 * mu2) + C2;
                float structure = Math.max(1 - likeMeans * covariance / variances, 0);
                float edges = (1 + Math.abs(plane2[i] - mu2)) / (1 + Math.abs(plane1[i] - mu1)) - 1;
                float added = Math.max(edges, 0);
                float lost = Math.max(-edges, 0);
                s1 += structure;
                a1 += added;
                l1 += lost;
                s4 += structure * structure * (structure * structure);
                a4 += added * added * (added * added);
                l4 += lost * lost * (lost * lost);
            }
            sums[0] += s1;
            sums[1] += a1;
            sums[2] += l1;
            sums[3] += s4;
            sums[4] += a4;
            sums[5] += l4;
        }
        return new Errors(
                sums[0] / n,
                sums[1] / n,
                sums[2] / n,
                Math.sqrt(Math.sqrt(sums[3] / n)),
                Math.sqrt(Math.sqrt(sums[4] / n)),
                Math.sqrt(Math.sqrt(sums[5] / n)));
    }
}
