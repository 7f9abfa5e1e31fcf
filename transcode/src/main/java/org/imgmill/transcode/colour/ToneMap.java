package org.imgmill.transcode.colour;

import org.imgmill.transcode.colour.Transfer.HighDynamicRange;

/// High dynamic range brought down to a page's, with the curve that Chromium uses: the reference
/// white tone mapping operator of ISO 22028-5 and SMPTE ST 2094-50.
///
/// Light is counted in reference whites (203 cd/m2) of BT.2020. The largest component decides, and
/// all three are dimmed alike: what is no brighter than reference white to one half, what is
/// brighter along a quadratic Bezier curve, so that 1000 cd/m2 becomes the page's white.
record ToneMap(Primaries primaries, HighDynamicRange transfer) {

    private static final double REFERENCE_WHITE = 203;
    private static final double PEAK = 1000 / REFERENCE_WHITE;
    private static final double WHITE = 0.5;
    private static final double BEND = 0.65;
    private static final double MIDDLE_X = 1 - BEND + BEND / WHITE;
    private static final double MIDDLE_Y = (1 - BEND) * WHITE + BEND;

    private static final double[] BT2020_LUMINANCE = {0.2627, 0.6780, 0.0593};
    private static final double HLG_SYSTEM_GAMMA = 1.2;

    private static final Matrix BT2020_TO_XYZ = Primaries.BT2020.toXyz();

    /// The colour to show for stored numbers of 0 to 1, as L*, a* and b* under D50; colours beyond
    /// sRGB are clipped by the caller that writes sRGB.
    double[] lab(double red, double green, double blue) {
        double[] light = {light(red), light(green), light(blue)};
        if (transfer == HighDynamicRange.HLG) {
            light = displayed(light);
        }
        light = BT2020_TO_XYZ.inverse().times(primaries.toXyz().times(light));
        double most = Math.max(light[0], Math.max(light[1], light[2]));
        double gain = most <= 0 ? 0 : dimmed(most) / most;
        return cieLab(BT2020_TO_XYZ.times(light[0] * gain, light[1] * gain, light[2] * gain));
    }

    private double light(double x) {
        return switch (transfer) {
            case PQ -> pq(x) * 10_000 / REFERENCE_WHITE;
            case HLG -> hlg(x);
        };
    }

    /// SMPTE ST 2084: 1 is 10,000 cd/m2.
    private static double pq(double x) {
        double root = Math.pow(x, 32.0 / 2523);
        double over = Math.max(root - 107.0 / 128, 0);
        return Math.pow(over / (2413.0 / 128 - 2392.0 / 128 * root), 8192.0 / 1305);
    }

    /// ITU-R BT.2100, the light of the scene: 1 is its brightest.
    private static double hlg(double x) {
        double a = 0.17883277;
        double b = 0.28466892;
        double c = 0.55991073;
        return x <= 0.5 ? x * x / 3 : (Math.exp((x - c) / a) + b) / 12;
    }

    /// ITU-R BT.2100: what a screen of 1000 cd/m2 makes of a scene.
    private static double[] displayed(double[] scene) {
        double luminance = 0;
        for (int i = 0; i < 3; i++) {
            luminance += BT2020_LUMINANCE[i] * scene[i];
        }
        double gain = luminance <= 0 ? 0 : PEAK * Math.pow(luminance, HLG_SYSTEM_GAMMA - 1);
        return new double[] {scene[0] * gain, scene[1] * gain, scene[2] * gain};
    }

    private static double dimmed(double light) {
        if (light <= 1) {
            return light * WHITE;
        }
        if (light >= PEAK) {
            return 1;
        }
        double square = PEAK - 2 * MIDDLE_X + 1;
        double linear = 2 * (MIDDLE_X - 1);
        double t = (Math.sqrt(linear * linear + 4 * square * (light - 1)) - linear) / (2 * square);
        return (1 - t) * (1 - t) * WHITE + 2 * t * (1 - t) * MIDDLE_Y + t * t;
    }

    private static double[] cieLab(double[] xyz) {
        double x = root(xyz[0] / Primaries.D50[0]);
        double y = root(xyz[1] / Primaries.D50[1]);
        double z = root(xyz[2] / Primaries.D50[2]);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double root(double t) {
        return t > 216.0 / 24_389 ? Math.cbrt(t) : (24_389.0 / 27 * t + 16) / 116;
    }
}
