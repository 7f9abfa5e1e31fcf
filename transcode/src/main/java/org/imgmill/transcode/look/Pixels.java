package org.imgmill.transcode.look;

/// Decoded pixels, to be compared and never stored.
///
/// @param rgb row by row, `0xRRGGBB`
public record Pixels(int width, int height, int[] rgb) {

    /// @param bytes red, green and blue of each pixel
    public static Pixels of(int width, int height, byte[] bytes) {
        int[] rgb = new int[width * height];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] =
                    (bytes[3 * i] & 0xFF) << 16
                            | (bytes[3 * i + 1] & 0xFF) << 8
                            | (bytes[3 * i + 2] & 0xFF);
        }
        return new Pixels(width, height, rgb);
    }
}
