package org.imgmill.transcode.colour;

import java.util.Optional;

/// Where red, green, blue and white lie: x and y of CIE 1931.
public record Primaries(
        double redX,
        double redY,
        double greenX,
        double greenY,
        double blueX,
        double blueY,
        double whiteX,
        double whiteY) {

    static final Primaries BT709 = d65(0.640, 0.330, 0.300, 0.600, 0.150, 0.060);
    static final Primaries BT2020 = d65(0.708, 0.292, 0.170, 0.797, 0.131, 0.046);
    private static final Primaries DISPLAY_P3 = d65(0.680, 0.320, 0.265, 0.690, 0.150, 0.060);

    /// The light that ICC profiles are written for.
    static final double[] D50 = {0.9642, 1, 0.8249};

    private static final double SMALLEST_AREA = 1e-4;

    private static Primaries d65(
            double redX, double redY, double greenX, double greenY, double blueX, double blueY) {
        return new Primaries(redX, redY, greenX, greenY, blueX, blueY, 0.3127, 0.3290);
    }

    /// ColourPrimaries of ITU-T H.273; empty for codes that say nothing or are not known.
    static Optional<Primaries> of(int code) {
        return Optional.ofNullable(
                switch (code) {
                    case 1 -> BT709;
                    case 4 -> new Primaries(0.67, 0.33, 0.21, 0.71, 0.14, 0.08, 0.310, 0.316);
                    case 5 -> d65(0.640, 0.330, 0.290, 0.600, 0.150, 0.060);
                    case 6, 7 -> d65(0.630, 0.340, 0.310, 0.595, 0.155, 0.070);
                    case 8 -> new Primaries(0.681, 0.319, 0.243, 0.692, 0.145, 0.049, 0.310, 0.316);
                    case 9 -> BT2020;
                    case 10 -> new Primaries(1, 0, 0, 1, 0, 0, 1.0 / 3, 1.0 / 3);
                    case 11 -> new Primaries(0.68, 0.32, 0.265, 0.69, 0.15, 0.06, 0.314, 0.351);
                    case 12 -> DISPLAY_P3;
                    case 22 -> d65(0.630, 0.340, 0.295, 0.605, 0.155, 0.077);
                    default -> null;
                });
    }

    /// Whether they span a triangle around white, and so mean anything.
    boolean areUsable() {
        double area = (greenX - redX) * (blueY - redY) - (blueX - redX) * (greenY - redY);
        return Math.abs(area) > SMALLEST_AREA
                && whiteY > SMALLEST_AREA
                && whiteX >= 0
                && whiteX + whiteY <= 1;
    }

    /// Linear red, green and blue to X, Y and Z under D50 (adapted as Bradford has it).
    Matrix toXyz() {
        var columns =
                new Matrix(
                        redX,
                        greenX,
                        blueX,
                        redY,
                        greenY,
                        blueY,
                        1 - redX - redY,
                        1 - greenX - greenY,
                        1 - blueX - blueY);
        double[] white = {whiteX / whiteY, 1, (1 - whiteX - whiteY) / whiteY};
        return Matrix.adapting(white, D50).times(columns.scaled(columns.inverse().times(white)));
    }
}
