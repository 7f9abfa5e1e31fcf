package org.imgmill.transcode.jpeg;

/// Halves a signal without leaving the DCT: of two neighbouring blocks the four low coefficients
/// each become the eight coefficients of one block.
///
/// That is: a 4-point inverse DCT of each, which already has half the samples, and an 8-point DCT
/// of the eight samples together. Even coefficients of the result only need the sum of the first
/// block and the mirrored second, odd ones the difference, through a 4 x 4 matrix.
///
/// Written for speed: many pairs at once, one array per coefficient, every array read and written
/// at the same index, because that is what C2 turns into vector instructions.
final class HalfSignal {

    private static final float A0 = 0.45306373f;
    private static final float A1 = 0.2078674f;
    private static final float A2 = -0.037328918f;
    private static final float A3 = 0.011443663f;
    private static final float B0 = -0.15909483f;
    private static final float B1 = 0.39553255f;
    private static final float B2 = 0.25664f;
    private static final float B3 = -0.04877258f;
    private static final float C0 = 0.10630376f;
    private static final float C1 = -0.17622148f;
    private static final float C2 = 0.38408887f;
    private static final float C3 = 0.24519631f;
    private static final float D0 = -0.09011998f;
    private static final float D1 = 0.13889256f;
    private static final float D2 = -0.18766513f;
    private static final float D3 = 0.43286145f;

    /// Joins `first[0..3][x]` and `second[0..3][x]` into `joined[0..7][x]`, for every x below n.
    static void join(float[][] first, float[][] second, float[][] joined, int n) {
        float[] a0 = first[0];
        float[] a1 = first[1];
        float[] a2 = first[2];
        float[] a3 = first[3];
        float[] b0 = second[0];
        float[] b1 = second[1];
        float[] b2 = second[2];
        float[] b3 = second[3];
        even(a0, b0, joined[0], n);
        evenMirrored(a1, b1, joined[2], n);
        even(a2, b2, joined[4], n);
        evenMirrored(a3, b3, joined[6], n);
        float[] o1 = joined[1];
        float[] o3 = joined[3];
        float[] o5 = joined[5];
        float[] o7 = joined[7];
        for (int x = 0; x < n; x++) {
            float d0 = a0[x] - b0[x];
            float d1 = a1[x] + b1[x];
            float d2 = a2[x] - b2[x];
            float d3 = a3[x] + b3[x];
            o1[x] = d0 * A0 + d1 * A1 + d2 * A2 + d3 * A3;
            o3[x] = d0 * B0 + d1 * B1 + d2 * B2 + d3 * B3;
            o5[x] = d0 * C0 + d1 * C1 + d2 * C2 + d3 * C3;
            o7[x] = d0 * D0 + d1 * D1 + d2 * D2 + d3 * D3;
        }
    }

    private static void even(float[] a, float[] b, float[] sum, int n) {
        for (int x = 0; x < n; x++) {
            sum[x] = (a[x] + b[x]) * 0.5f;
        }
    }

    private static void evenMirrored(float[] a, float[] b, float[] sum, int n) {
        for (int x = 0; x < n; x++) {
            sum[x] = (a[x] - b[x]) * 0.5f;
        }
    }

    private HalfSignal() {}
}
