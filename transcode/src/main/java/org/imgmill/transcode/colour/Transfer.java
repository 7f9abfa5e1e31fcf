package org.imgmill.transcode.colour;

import java.util.Optional;

/// How stored numbers become light.
public sealed interface Transfer {

    /// `scale * (a * x + b) ^ power` from `start` on, `slope * x` below it; x is 0 to 1.
    record Curve(double power, double a, double b, double slope, double start, double scale)
            implements Transfer {

        static Curve gamma(double power) {
            return new Curve(power, 1, 0, 0, 0, 1);
        }

        double light(double x) {
            return x < start ? slope * x : scale * Math.pow(Math.max(a * x + b, 0), power);
        }
    }

    /// More light than a page has: brought down to it by a tone curve.
    enum HighDynamicRange implements Transfer {
        PQ,
        HLG
    }

    Curve SRGB = new Curve(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 1);

    static Optional<Transfer> ofVideo(int code) {
        return switch (code) {
            case 1, 6, 11, 14, 15 -> Optional.of(SRGB);
            default -> of(code);
        };
    }

    /// TransferCharacteristics of ITU-T H.273; empty for codes that say nothing or that browsers do
    /// not follow.
    static Optional<Transfer> of(int code) {
        return Optional.ofNullable(
                switch (code) {
                    // What television screens make of it (BT.1886), as browsers do.
                    case 1, 6, 11, 14, 15 -> Curve.gamma(2.4);
                    case 4 -> Curve.gamma(2.2);
                    case 5 -> Curve.gamma(2.8);
                    case 7 -> new Curve(1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 0.25, 0.0912, 1);
                    case 8 -> Curve.gamma(1);
                    case 13 -> SRGB;
                    case 16 -> HighDynamicRange.PQ;
                    case 17 -> new Curve(2.6, 1, 0, 0, 0, 52.37 / 48);
                    case 18 -> HighDynamicRange.HLG;
                    default -> null;
                });
    }
}
