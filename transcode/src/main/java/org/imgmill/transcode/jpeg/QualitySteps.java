package org.imgmill.transcode.jpeg;

/// The quantisation steps of a quality on the scale of the Independent JPEG Group, in zig-zag
/// order.
final class QualitySteps {

    private static final int[] LUMA =
            ZigZag.fromRows(
                    16, 11, 10, 16, 24, 40, 51, 61, //
                    12, 12, 14, 19, 26, 58, 60, 55, //
                    14, 13, 16, 24, 40, 57, 69, 56, //
                    14, 17, 22, 29, 51, 87, 80, 62, //
                    18, 22, 37, 56, 68, 109, 103, 77, //
                    24, 35, 55, 64, 81, 104, 113, 92, //
                    49, 64, 78, 87, 103, 121, 120, 101, //
                    72, 92, 95, 98, 112, 100, 103, 99);
    private static final int[] CHROMA =
            ZigZag.fromRows(
                    17, 18, 24, 47, 99, 99, 99, 99, //
                    18, 21, 26, 66, 99, 99, 99, 99, //
                    24, 26, 56, 99, 99, 99, 99, 99, //
                    47, 66, 99, 99, 99, 99, 99, 99, //
                    99, 99, 99, 99, 99, 99, 99, 99, //
                    99, 99, 99, 99, 99, 99, 99, 99, //
                    99, 99, 99, 99, 99, 99, 99, 99, //
                    99, 99, 99, 99, 99, 99, 99, 99);

    static int[] luma(int quality) {
        return scaled(LUMA, quality);
    }

    static int[] chroma(int quality) {
        return scaled(CHROMA, quality);
    }

    private static int[] scaled(int[] base, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] steps = new int[64];
        for (int k = 0; k < 64; k++) {
            steps[k] = Math.clamp((base[k] * percent + 50) / 100, 1, 255);
        }
        return steps;
    }

    private QualitySteps() {}
}
