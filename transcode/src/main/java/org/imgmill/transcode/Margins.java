package org.imgmill.transcode;

/// How much of a picture is white from each of its sides on, in percent.
public record Margins(int left, int top, int right, int bottom) {

    /// What shops and cameras mean by white is seldom quite white.
    private static final int WHITE = 245 * Tiles.LEVEL;

    /// A picture that is all white.
    private static final Margins ALL = new Margins(100, 100, 0, 0);

    /// The part of the picture's width or height that is not margin, whichever is more, in percent.
    public int filled() {
        return Math.max(100 - left - right, 100 - top - bottom);
    }

    static Margins of(Tiles light) {
        int left = light.columns();
        int right = -1;
        int top = -1;
        int bottom = -1;
        for (int row = 0; row < light.down(); row++) {
            int first = row * light.across();
            int from = first;
            int end = first + light.columns() - 1;
            while (from <= end && light.values()[from] >= WHITE) {
                from++;
            }
            if (from > end) {
                continue;
            }
            while (light.values()[end] >= WHITE) {
                end--;
            }
            left = Math.min(left, from - first);
            right = Math.max(right, end - first);
            top = top < 0 ? row : top;
            bottom = row;
        }
        return right < 0
                ? ALL
                : new Margins(
                        percent(left, light.wide()),
                        percent(top, light.high()),
                        percent(light.wide() - right - 1, light.wide()),
                        percent(light.high() - bottom - 1, light.high()));
    }

    private static int percent(double tiles, double of) {
        return (int) Math.round(100 * Math.max(0, tiles) / of);
    }
}
