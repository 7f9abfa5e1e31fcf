package org.imgmill.transcode.jpeg;

/// The order in which a JPEG stores the 64 coefficients of a block.
final class ZigZag {

    /// zig-zag position to row * 8 + column
    static final int[] NATURAL = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, //
        12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, //
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, //
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
    };

    /// row * 8 + column to zig-zag position
    static final int[] POSITION = positions();

    private static int[] positions() {
        int[] positions = new int[64];
        for (int k = 0; k < 64; k++) {
            positions[NATURAL[k]] = k;
        }
        return positions;
    }

    /// The same values, from row order to zig-zag order.
    static int[] fromRows(int... rows) {
        int[] ordered = new int[64];
        for (int k = 0; k < 64; k++) {
            ordered[k] = rows[NATURAL[k]];
        }
        return ordered;
    }

    private ZigZag() {}
}
