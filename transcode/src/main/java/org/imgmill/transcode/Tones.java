package org.imgmill.transcode;

/// How light a picture is, and the colours of its quarters: what tells a red shirt from a blue one
/// of the same shape.
///
/// ```
/// bits 56-63       49-55 ... 28-34            21-27 ... 0-6
/// light, levels    Cb of four quarters        Cr of four quarters, in steps of two levels
/// ```
final class Tones {

    static final int CELLS = 2;
    private static final int QUARTERS = CELLS * CELLS;
    private static final int BITS = 7;
    private static final int STEP = 2;
    private static final int NEUTRAL = 128;

    /// In levels. Quality 30 changes pictures by half of it.
    private static final int NEAR_LIGHT = 4;

    /// In steps of two levels; one of them may be lost to rounding.
    private static final int NEAR_COLOUR = 3;

    private Tones() {}

    /// @param light means of as many cells as a shape has
    static long of(float[] light, float[] blue, float[] red) {
        float sum = 0;
        for (float cell : light) {
            sum += cell;
        }
        long tones = Math.clamp(Math.round(sum / light.length), 0, 255);
        for (float[] plane : new float[][] {blue, red}) {
            for (float quarter : plane) {
                tones = tones << BITS | Math.clamp(Math.round(quarter / STEP), 0, 127);
            }
        }
        return tones;
    }

    static long of(float[] light) {
        float[] neutral = {NEUTRAL, NEUTRAL, NEUTRAL, NEUTRAL};
        return of(light, neutral, neutral);
    }

    static boolean areNear(long one, long other) {
        int colours = 2 * QUARTERS * BITS;
        if (Math.abs((one >>> colours) - (other >>> colours)) > NEAR_LIGHT) {
            return false;
        }
        for (int shift = 0; shift < colours; shift += BITS) {
            if (Math.abs((one >>> shift & 127) - (other >>> shift & 127)) > NEAR_COLOUR) {
                return false;
            }
        }
        return true;
    }
}
