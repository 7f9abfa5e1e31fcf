package org.imgmill.transcode.look;

/// The part of a picture that is judged: all of it, or of a large one the middle, where the goods
/// are.
public record Window(int x, int y, int width, int height) {

    /// Judging more pixels costs more than it tells.
    public static final int MOST_PIXELS = 2_000_000;

    /// Where blocks of JPEG begin, whatever its sampling.
    private static final int GRID = 32;

    private static final int LEAST_SIDE = 64;

    /// @param width and height of the whole picture
    public static Window of(int width, int height) {
        double pixels = (double) width * height;
        if (pixels <= MOST_PIXELS) {
            return new Window(0, 0, width, height);
        }
        double factor = Math.sqrt(MOST_PIXELS / pixels);
        int h = Math.min(height, Math.max(LEAST_SIDE, (int) (height * factor)));
        int w = Math.min(width, MOST_PIXELS / h);
        h = Math.min(height, MOST_PIXELS / w);
        return new Window(onGrid((width - w) / 2), onGrid((height - h) / 2), w, h);
    }

    private static int onGrid(int place) {
        return place / GRID * GRID;
    }
}
