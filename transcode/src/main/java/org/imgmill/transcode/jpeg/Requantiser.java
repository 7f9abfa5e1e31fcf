package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Moves the coefficients of one component from the steps of the source to coarser ones.
///
/// A value v of step s becomes the integer nearest to v * s / d, exact ties toward zero. Done as
/// one multiplication with s * 2^20 / d rounded down, less one: the product falls short by less
/// than 2 * 1024 / 2^20, which is less than 1 / (2 * 255), the least distance from a tie of
/// anything that is not a tie. So it is exact for every step up to 255, in 32 bits.
final class Requantiser {

    static final int SHIFT = 20;

    /// Rounds an AC value of luma or of chroma, and makes the result its place in
    /// [Records#acValues()], where an index of twelve bits needs no check.
    static final int LUMA_ROUNDING = (Records.LUMA_ZERO << SHIFT) + (1 << (SHIFT - 1));

    static final int CHROMA_ROUNDING = (Records.CHROMA_ZERO << SHIFT) + (1 << (SHIFT - 1));

    private static final int ONE = 1 << SHIFT;

    private final int[] targets = new int[64];

    /// By zig-zag position, and from 128 on once more for positions whose block ends with them;
    /// anything else, which only entries beyond the block can lead to, yields zero.
    final int[] factors = new int[512];

    /// By zig-zag position, laid out as the factors: from what size on, in 2^20ths of a step, a
    /// value is a candidate. Values to be requantised at once do not look at them.
    final int[] least = new int[512];

    Requantiser(int[] sourceSteps, int[] wantedSteps) {
        this(sourceSteps, wantedSteps, new int[64]);
    }

    /// @param zones by zig-zag position: no smaller value, in 64ths of a step, is a candidate
    Requantiser(int[] sourceSteps, int[] wantedSteps, int[] zones) {
        Arrays.fill(least, ONE); // what yields zero is no candidate
        for (int k = 0; k < 64; k++) {
            int source = sourceSteps[k];
            int target = Math.max(source, wantedSteps[k]); // finer steps would only cost bytes
            targets[k] = target;
            int factor = (int) (((long) source << SHIFT) / target) - (source < target ? 1 : 0);
            factors[k] = factor;
            factors[128 + k] = factor;
            least[k] = zones[k] << (SHIFT - Candidates.FRACTION);
            least[128 + k] = least[k];
        }
    }

    /// The steps of the output, in zig-zag order.
    int[] targets() {
        return targets;
    }

    /// The requantised DC coefficient; a hostile sum of differences is first brought into range.
    int dc(int value) {
        return (Math.clamp(value, -1024, 1023) * factors[0] + (ONE >> 1)) >> SHIFT;
    }

    /// The smallest AC value, either sign, that is a candidate at some position.
    int candidateThreshold() {
        int threshold = 1024;
        for (int k = 1; k < 64; k++) {
            threshold = Math.min(threshold, (least[k] + factors[k] - 1) / factors[k]);
        }
        return Math.max(threshold, 1);
    }

    /// The smallest AC value, either sign, that does not become zero at every position.
    int threshold() {
        int greatest = 0;
        for (int k = 1; k < 64; k++) {
            greatest = Math.max(greatest, factors[k]);
        }
        int value = 1;
        while (value < 1024 && (value * greatest + (ONE >> 1)) >> SHIFT == 0) {
            value++;
        }
        return value;
    }
}
