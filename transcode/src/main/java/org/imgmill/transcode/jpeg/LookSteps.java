package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// The quantisation steps that give the look of a quality for fewer bytes than [QualitySteps].
///
/// The tables were found by a search: the table of N. Robidoux (known from ImageMagick), stretched
/// at six radii of frequency for luma and for chroma, for the fewest bytes at equal SSIMULACRA2 on
/// pieces of the photos that the bench uses. Against annex K they are finer where errors are seen
/// as blocks (DC and its neighbours) and coarser above. In zig-zag order.
final class LookSteps {

    private static final int[] LUMA = {
        11, 13, 13, 23, 24, 23, 25, 28, 28, 25, 33, 36, 32, 36, 33, 45, //
        42, 38, 38, 42, 45, 64, 46, 49, 46, 49, 46, 64, 91, 57, 66, 57, //
        57, 66, 57, 91, 81, 98, 80, 75, 80, 98, 81, 148, 116, 103, 103, 116, //
        148, 173, 145, 138, 145, 173, 212, 190, 190, 212, 255, 254, 255, 255, 255, 255
    };

    private static final int[] CHROMA = {
        12, 21, 21, 27, 29, 27, 30, 34, 34, 30, 42, 45, 40, 45, 42, 46, //
        42, 38, 38, 42, 46, 51, 36, 39, 36, 39, 36, 51, 57, 35, 41, 35, //
        35, 41, 35, 57, 57, 70, 57, 53, 57, 70, 57, 118, 93, 83, 83, 93, //
        118, 157, 132, 125, 132, 157, 218, 195, 195, 218, 255, 255, 255, 255, 255, 255
    };

    private static final int[] ZONES = zones();
    private static final int[] LEAST = least();

    private static final int LAMBDA = 2700;
    private static final int GREATEST_LAMBDA = 1 << 20;

    /// Below this scale errors cost more and more, because those who want a high quality want few
    /// of them.
    private static final int FINE = 700;

    /// By quality, from 1 on: the scale at which the look is that of [QualitySteps], as `./imgmill
    /// bench look-scale` finds it (docs/performance.md says on which pictures).
    private static final int[] SCALES = {
        38068, 38061, 35252, 26634, 21515, 17380, 14726, 12478, 10981, 9664, //
        8669, 7777, 6976, 6473, 6007, 5574, 5195, 4841, 4512, 4205, //
        4002, 3809, 3625, 3450, 3283, 3138, 2999, 2866, 2739, 2618, //
        2522, 2430, 2342, 2256, 2174, 2114, 2055, 1998, 1942, 1888, //
        1840, 1794, 1748, 1704, 1661, 1615, 1570, 1527, 1484, 1443, //
        1416, 1389, 1363, 1337, 1312, 1289, 1267, 1245, 1223, 1202, //
        1165, 1130, 1095, 1061, 1029, 990, 952, 916, 881, 847, //
        815, 783, 754, 725, 697, 660, 626, 593, 562, 532, //
        502, 473, 446, 421, 383, 348, 316, 287, 242, 203, //
        171, 152, 135, 120, 102, 87, 71, 58, 29, 0
    };

    /// @param bitsPerPixel of the input's entropy-coded data
    static Look of(int quality, Effort effort, double bitsPerPixel) {
        double scale = adapted(SCALES[quality - 1], bitsPerPixel);
        // What the greatest effort leaves out shows a little; finer steps make up for it.
        return at((int) (effort == Effort.MAX ? scale * 0.92 : scale), effort);
    }

    /// Coarse steps are seen more in a picture full of detail, and less in a smooth one, than those
    /// of annex K.
    static double adapted(double scale, double bitsPerPixel) {
        double detail = Math.clamp(bitsPerPixel, 0.25, 6.0);
        return 1.08 * scale * StrictMath.pow(detail, detail > 1 ? -0.22 : -0.12);
    }

    /// @param scale 1600 for the tables as they are here, less for finer steps
    static Look at(int scale, Effort effort) {
        return new Look(
                scaled(LUMA, scale),
                scaled(CHROMA, scale),
                effort == Effort.MAX ? LEAST : ZONES,
                effort,
                lambda(scale));
    }

    private static int lambda(int scale) {
        if (scale == 0) {
            return Look.NO_ERRORS;
        }
        double growth = FINE / (double) scale;
        return (int) Math.min(LAMBDA * Math.max(1, growth * growth), GREATEST_LAMBDA);
    }

    /// A half or more rounds to 1, but where blocks end a 1 costs more than it shows.
    private static int[] zones() {
        int[] zones = new int[64];
        for (int k = 0; k < 64; k++) {
            zones[k] = 37 + Math.min(k, 10) * 64 / 100;
        }
        return zones;
    }

    /// Nothing smaller is worth the bits of a 1 even where it costs least.
    private static int[] least() {
        int[] zones = new int[64];
        Arrays.fill(zones, 36);
        return zones;
    }

    private static int[] scaled(int[] base, int scale) {
        int[] steps = new int[64];
        for (int k = 0; k < 64; k++) {
            steps[k] = Math.clamp((base[k] * scale + 800) / 1600, 1, 255);
        }
        return steps;
    }

    private LookSteps() {}
}
