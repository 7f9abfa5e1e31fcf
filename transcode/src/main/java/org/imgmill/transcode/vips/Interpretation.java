package org.imgmill.transcode.vips;

/// What the numbers of an image mean, as far as imgmill treats them differently.
public enum Interpretation {
    GREY,
    GREY_16,
    SRGB,
    RGB_16,
    CMYK,
    OTHER;

    static Interpretation of(int vips) {
        return switch (vips) {
            case 1 -> GREY;
            case 26 -> GREY_16;
            case 22 -> SRGB;
            case 25 -> RGB_16;
            case 15 -> CMYK;
            default -> OTHER;
        };
    }
}
