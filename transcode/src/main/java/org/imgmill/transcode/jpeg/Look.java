package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// How a quality is reached at an effort.
///
/// @param zones by zig-zag position: a smaller AC value, in 64ths of a step, becomes 0
/// @param lambda at the greatest effort, what the square of an error of one step of luma costs, in
///   2^8ths of a bit
record Look(int[] lumaSteps, int[] chromaSteps, int[] zones, Effort effort, int lambda) {

    /// A lambda: every value goes to its nearest step.
    static final int NO_ERRORS = 0;

    /// The energy of a block that halves the cost of errors in it.
    private static final int MASK = 1448;

    /// The steps of the Independent JPEG Group, every value to its nearest, exact ties toward zero.
    static Look plain(int quality) {
        int[] zones = new int[64];
        Arrays.fill(zones, Candidates.ONE / 2 + 1);
        return new Look(
                QualitySteps.luma(quality),
                QualitySteps.chroma(quality),
                zones,
                Effort.FAST,
                NO_ERRORS);
    }

    ErrorWeights lumaWeights() {
        return new ErrorWeights(lambda, MASK);
    }

    /// Errors in chroma are seen a little less.
    ErrorWeights chromaWeights() {
        return new ErrorWeights(lambda * 4 / 5, MASK);
    }
}
