package org.imgmill.transcode.jpeg;

/// The Lanczos window with three lobes, the filter that libvips and sharp shrink with: sinc(x)
/// sinc(x/3) for |x| below 3 (C. Duchon, "Lanczos Filtering in One and Two Dimensions", 1979).
///
/// Read from a table, because a matrix needs thousands of values; made by [StrictMath], because
/// every node must write the same bytes.
final class Lanczos {

    static final int LOBES = 3;

    private static final int PER_UNIT = 1024;
    private static final double[] TABLE = table();

    /// The weight at a distance, in units of the coarser grid; linear between table values, which
    /// errs by less than 1e-6.
    static double weight(double distance) {
        double at = Math.abs(distance) * PER_UNIT;
        int i = (int) at;
        if (i >= LOBES * PER_UNIT) {
            return 0;
        }
        return TABLE[i] + (at - i) * (TABLE[i + 1] - TABLE[i]);
    }

    private static double[] table() {
        double[] table = new double[LOBES * PER_UNIT + 1];
        table[0] = 1;
        for (int i = 1; i < table.length; i++) {
            double x = Math.PI * i / PER_UNIT;
            table[i] = LOBES * StrictMath.sin(x) * StrictMath.sin(x / LOBES) / (x * x);
        }
        return table;
    }

    private Lanczos() {}
}
