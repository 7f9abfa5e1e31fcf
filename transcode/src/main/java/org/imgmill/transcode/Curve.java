package org.imgmill.transcode;

/// The look that each quality of a format has on average over photographs.
///
/// Found with `./imgmill bench quality --what=curves`; a picture's own curve lies above or below
/// it.
final class Curve {

    static final Curve JPEG =
            new Curve(
                    1, -40, 5, 0, 10, 22, 20, 42, 30, 53, 40, 60, 50, 65.5, 60, 70, 70, 75, 80, 81,
                    90, 87, 95, 91, 100, 97);

    static final Curve WEBP =
            new Curve(
                    1, 10, 10, 35, 20, 46, 30, 54, 40, 60, 50, 65, 60, 69, 70, 73, 80, 79, 90, 86,
                    95, 89, 100, 92);

    static final Curve AVIF =
            new Curve(
                    1, -20, 10, 25, 20, 45, 30, 60, 40, 70, 50, 78, 60, 83, 70, 87, 80, 90, 90, 93,
                    100, 96);

    /// Of a palette; 100 is all colours.
    static final Curve PNG = new Curve(1, 10, 20, 35, 50, 61, 80, 75, 99, 82, 100, 100);

    private final double[] points;

    private Curve(double... qualitiesAndLooks) {
        points = qualitiesAndLooks;
    }

    static Curve of(ImageFormat format) {
        return switch (format) {
            case JPEG -> JPEG;
            case WEBP -> WEBP;
            case AVIF -> AVIF;
            case PNG, GIF -> PNG;
        };
    }

    double look(double quality) {
        return between(quality, 0);
    }

    int quality(double look) {
        return Math.clamp(Math.round(between(look, 1)), 1, 100);
    }

    /// @param from the place of the given number in each pair; the other is the result
    private double between(double given, int from) {
        int i = 2;
        while (i + 2 < points.length && points[i + from] < given) {
            i += 2;
        }
        double low = points[i - 2 + from];
        double high = points[i + from];
        double share = (given - low) / (high - low);
        double to = points[i - 1 - from];
        return to + share * (points[i + 1 - from] - to);
    }
}
