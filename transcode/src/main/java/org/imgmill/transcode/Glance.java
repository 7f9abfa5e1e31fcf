package org.imgmill.transcode;

import java.nio.ByteBuffer;

/// What a picture looks like from far away.
///
/// @param shape a perceptual hash of its light
/// @param tones how light it is and which colours its quarters have
/// @param margins how much is white around it
public record Glance(long shape, long tones, Margins margins) {

    /// Glances of one picture differ in at most so many of the 64 bits: docs/rationale.md.
    public static final int NEAR_BITS = 5;

    public static final int BYTES = 8 + 8 + 4;

    /// From the planes of a colour picture.
    public static Glance of(Tiles light, Tiles blue, Tiles red) {
        float[] cells = light.cells(Shape.CELLS);
        return new Glance(
                Shape.of(cells),
                Tones.of(cells, blue.cells(Tones.CELLS), red.cells(Tones.CELLS)),
                Margins.of(light));
    }

    /// From a picture without colours.
    public static Glance of(Tiles light) {
        float[] cells = light.cells(Shape.CELLS);
        return new Glance(Shape.of(cells), Tones.of(cells), Margins.of(light));
    }

    /// From a picture that was made so small that each of its pixels is a tile.
    ///
    /// @param rgb three bytes a pixel
    public static Glance of(int width, int height, byte[] rgb) {
        int n = width * height;
        var planes = new int[3][n];
        for (int i = 0; i < n; i++) {
            int r = rgb[3 * i] & 0xFF;
            int g = rgb[3 * i + 1] & 0xFF;
            int b = rgb[3 * i + 2] & 0xFF;
            // JFIF 1.02, in 2^16ths of a level
            int y = 19_595 * r + 38_470 * g + 7_471 * b;
            planes[0][i] = y >> 13;
            planes[1][i] = ((32_768 * b - 11_059 * r - 21_709 * g) >> 13) + 128 * Tiles.LEVEL;
            planes[2][i] = ((32_768 * r - 27_439 * g - 5_329 * b) >> 13) + 128 * Tiles.LEVEL;
        }
        return of(
                new Tiles(planes[0], width, width, height),
                new Tiles(planes[1], width, width, height),
                new Tiles(planes[2], width, width, height));
    }

    /// Whether these are most likely one picture, at another size or quality perhaps.
    public boolean isNear(Glance other) {
        return areNear(shape, tones, other.shape, other.tones);
    }

    /// The same of parts of two glances.
    public static boolean areNear(long shape, long tones, long otherShape, long otherTones) {
        return Long.bitCount(shape ^ otherShape) <= NEAR_BITS && Tones.areNear(tones, otherTones);
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(shape)
                .putLong(tones)
                .put((byte) margins.left())
                .put((byte) margins.top())
                .put((byte) margins.right())
                .put((byte) margins.bottom())
                .array();
    }

    /// Reads the next glance of a buffer, as `bytes` wrote it.
    public static Glance read(ByteBuffer from) {
        return new Glance(
                from.getLong(),
                from.getLong(),
                new Margins(from.get(), from.get(), from.get(), from.get()));
    }
}
