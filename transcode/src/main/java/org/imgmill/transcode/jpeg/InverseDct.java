package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// From the coefficients of a block to its samples (ITU T.81, A.3.3), in single precision.
final class InverseDct {

    private static final float A0 = (float) Math.sqrt(0.125);
    private static final float C1 = half(1);
    private static final float C2 = half(2);
    private static final float C3 = half(3);
    private static final float C5 = half(5);
    private static final float C6 = half(6);
    private static final float C7 = half(7);

    private final float[] block = new float[64];

    private static float half(int k) {
        return (float) (0.5 * StrictMath.cos(k * StrictMath.PI / 16));
    }

    /// Writes the samples of one block.
    ///
    /// @param steps of the component, in zig-zag order
    /// @param at where the first sample goes
    void run(Coefficients from, int number, int[] steps, byte[] to, int at, int stride) {
        long nonZero = from.nonZero[number] & ~1L;
        float dc = from.values[number << 6] * steps[0];
        if (nonZero == 0) {
            byte sample = sample(dc * A0 * A0);
            for (int y = 0; y < 8; y++) {
                Arrays.fill(to, at + y * stride, at + y * stride + 8, sample);
            }
            return;
        }
        Arrays.fill(block, 0);
        block[0] = dc;
        int columns = 1;
        for (long left = nonZero; left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            int place = ZigZag.NATURAL[k];
            block[place] = from.whole(number, k) * steps[k];
            columns |= 1 << (place & 7);
        }
        for (int x = 0; x < 8; x++) {
            if ((columns >> x & 1) != 0) {
                eight(x, 8);
            }
        }
        for (int y = 0; y < 8; y++) {
            eight(8 * y, 1);
            for (int x = 0; x < 8; x++) {
                to[at + y * stride + x] = sample(block[8 * y + x]);
            }
        }
    }

    private static byte sample(float value) {
        return (byte) Math.clamp(Math.round(value + 128), 0, 255);
    }

    private void eight(int at, int step) {
        float x0 = block[at];
        float x1 = block[at + step];
        float x2 = block[at + 2 * step];
        float x3 = block[at + 3 * step];
        float x4 = block[at + 4 * step];
        float x5 = block[at + 5 * step];
        float x6 = block[at + 6 * step];
        float x7 = block[at + 7 * step];
        float sum = A0 * (x0 + x4);
        float difference = A0 * (x0 - x4);
        float t = C2 * x2 + C6 * x6;
        float u = C6 * x2 - C2 * x6;
        float e0 = sum + t;
        float e1 = difference + u;
        float e2 = difference - u;
        float e3 = sum - t;
        float o0 = C1 * x1 + C3 * x3 + C5 * x5 + C7 * x7;
        float o1 = C3 * x1 - C7 * x3 - C1 * x5 - C5 * x7;
        float o2 = C5 * x1 - C1 * x3 + C7 * x5 + C3 * x7;
        float o3 = C7 * x1 - C5 * x3 + C3 * x5 - C1 * x7;
        block[at] = e0 + o0;
        block[at + step] = e1 + o1;
        block[at + 2 * step] = e2 + o2;
        block[at + 3 * step] = e3 + o3;
        block[at + 4 * step] = e3 - o3;
        block[at + 5 * step] = e2 - o2;
        block[at + 6 * step] = e1 - o1;
        block[at + 7 * step] = e0 - o0;
    }
}
