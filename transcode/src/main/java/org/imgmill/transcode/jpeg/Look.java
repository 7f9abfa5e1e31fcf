package org.imgmill.transcode.jpeg;

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

    ErrorWeights lumaWeights() {
        return new ErrorWeights(lambda, MASK);
    }

    /// What errs in chroma is seen a little less.
    ErrorWeights chromaWeights() {
        return new ErrorWeights(lambda * 4 / 5, MASK);
    }
}
