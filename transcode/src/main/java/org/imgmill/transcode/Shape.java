package org.imgmill.transcode;

/// A perceptual hash: for each of the 64 lowest frequencies of a picture's light whether it rises
/// or falls.
///
/// Another size or quality changes these little; one that hardly rises or falls counts as falling,
/// so that noise does not decide.
final class Shape {

    static final int CELLS = 16;
    static final int BITS = 64;

    /// Only frequencies below it are used, in each direction.
    private static final int FREQUENCIES = 9;

    /// In a DCT that keeps lengths: a quarter of a level over the whole picture.
    private static final float STILL = 4;

    private static final float[][] WAVES = new float[FREQUENCIES][CELLS];

    static {
        for (int u = 0; u < FREQUENCIES; u++) {
            for (int x = 0; x < CELLS; x++) {
                double wave = Math.cos(Math.PI * (x + 0.5) * u / CELLS);
                WAVES[u][x] = (float) (wave * Math.sqrt((u == 0 ? 1.0 : 2.0) / CELLS));
            }
        }
    }

    private Shape() {}

    /// @param light means of 16 x 16 cells
    static long of(float[] light) {
        var across = new float[CELLS * FREQUENCIES];
        for (int y = 0; y < CELLS; y++) {
            for (int u = 0; u < FREQUENCIES; u++) {
                float sum = 0;
                for (int x = 0; x < CELLS; x++) {
                    sum += light[y * CELLS + x] * WAVES[u][x];
                }
                across[y * FREQUENCIES + u] = sum;
            }
        }
        long bits = 0;
        int bit = 0;
        for (int both = 1; bit < BITS; both++) {
            for (int u = Math.max(0, both - FREQUENCIES + 1);
                    u <= Math.min(both, FREQUENCIES - 1) && bit < BITS;
                    u++, bit++) {
                float sum = 0;
                for (int y = 0; y < CELLS; y++) {
                    sum += across[y * FREQUENCIES + u] * WAVES[both - u][y];
                }
                if (sum > STILL) {
                    bits |= 1L << bit;
                }
            }
        }
        return bits;
    }
}
