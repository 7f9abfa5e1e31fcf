package org.imgmill.transcode.jpeg;

/// How many bits the square of an error of one step is worth, in 2^8ths of a bit.
///
/// In a busy block errors are seen less: `lambda / (1 + energy / mask)`, where energy is the mean
/// square of the 63 AC coefficients.
final class ErrorWeights {

    private static final int OCTAVES = 40;

    /// By the sum of squares: for each power of two, eight steps.
    private final int[] weights = new int[OCTAVES << 3];

    /// @param lambda in 2^8ths of a bit
    /// @param mask the energy that halves the weight
    ErrorWeights(int lambda, int mask) {
        long sum = 63L * mask;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (int) (lambda * sum / (sum + middle(i)));
        }
    }

    /// @param squares sum of the squared AC coefficients of a block
    int of(long squares) {
        return weights[index(squares)];
    }

    private static int index(long squares) {
        if (squares < 16) {
            return (int) squares;
        }
        int shift = 60 - Long.numberOfLeadingZeros(squares); // leaves 8 to 15
        return Math.min((shift << 3) + (int) (squares >>> shift), (OCTAVES << 3) - 1);
    }

    /// About the sum of squares that an index stands for.
    private static long middle(int index) {
        if (index < 16) {
            return index;
        }
        int shift = (index >> 3) - 1;
        return ((2L * ((index & 7) + 8) + 1) << shift) >> 1;
    }
}
