package org.imgmill.transcode;

/// Which part of a picture matters, or where it stands in something larger.
public enum Position {
    CENTRE(0.5, 0.5),
    TOP(0.5, 0),
    RIGHT(1, 0.5),
    BOTTOM(0.5, 1),
    LEFT(0, 0.5),
    TOP_LEFT(0, 0),
    TOP_RIGHT(1, 0),
    BOTTOM_LEFT(0, 1),
    BOTTOM_RIGHT(1, 1),
    /// Where libvips finds edges, skin and strong colours.
    ATTENTION(Double.NaN, Double.NaN),
    /// Where libvips finds the most detail.
    ENTROPY(Double.NaN, Double.NaN);

    private final double across;
    private final double down;

    Position(double across, double down) {
        this.across = across;
        this.down = down;
    }

    /// Whether the place depends on the picture.
    public boolean looks() {
        return this == ATTENTION || this == ENTROPY;
    }

    /// How much of the surplus lies to the left.
    public int left(int over) {
        return (int) Math.round(over * across);
    }

    /// How much of the surplus lies above.
    public int top(int over) {
        return (int) Math.round(over * down);
    }
}
