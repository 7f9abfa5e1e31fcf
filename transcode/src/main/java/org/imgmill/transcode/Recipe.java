package org.imgmill.transcode;

import java.util.Map;
import java.util.Objects;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.Scans;
import org.jspecify.annotations.Nullable;

/// What to do to an image: quality, format, size and what may stay in the file.
///
/// @param quality 1 to 100 on the scale of the Independent JPEG Group
/// @param maxWidth pixels; null: as wide as it is
/// @param maxHeight pixels; null: as high as it is
/// @param scale more than 0 and at most 1; null: 1. Nothing is ever enlarged
/// @param background what shows through where transparency is lost, `0xRRGGBB`
public record Recipe(
        int quality,
        Target format,
        @Nullable Integer maxWidth,
        @Nullable Integer maxHeight,
        @Nullable Double scale,
        int background,
        Metadata metadata,
        OnLarger onLarger,
        Chroma chroma,
        Effort effort,
        Scans scans) {

    /// The recipe of someone who asked for nothing in particular.
    public static final Recipe DEFAULT =
            new Recipe(
                    50,
                    Target.KEEP,
                    null,
                    null,
                    null,
                    0xFFFFFF,
                    Metadata.STRIP,
                    OnLarger.KEEP_ORIGINAL,
                    Chroma.FOLD,
                    Effort.DEFAULT,
                    Scans.AUTO);

    /// The format to write; `KEEP` stays with the format of the input.
    public enum Target {
        KEEP,
        JPEG,
        PNG,
        WEBP,
        AVIF
    }

    /// Whether EXIF, XMP and the like stay; orientation and colour profile are respected either
    /// way.
    public enum Metadata {
        STRIP,
        KEEP
    }

    /// What to store when the output would be larger than the input, in the same format.
    public enum OnLarger {
        KEEP_ORIGINAL,
        KEEP_OUTPUT
    }

    /// Whether a JPEG's chroma may be halved below quality 80 (as encoders do by default).
    public enum Chroma {
        FOLD,
        KEEP
    }

    public Recipe {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100, not " + quality);
        }
        if (maxWidth != null && maxWidth < 1) {
            throw new IllegalArgumentException("max_width is 1 or more, not " + maxWidth);
        }
        if (maxHeight != null && maxHeight < 1) {
            throw new IllegalArgumentException("max_height is 1 or more, not " + maxHeight);
        }
        if (scale != null && !(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("scale is more than 0 and at most 1, not " + scale);
        }
        if (background < 0 || background > 0xFFFFFF) {
            throw new IllegalArgumentException("background is a colour of six hex digits");
        }
    }

    /// @param values by the name of their [RecipeField]; what is missing is open
    static Recipe of(Map<String, Object> values) {
        return new Recipe(
                (int) given(values, "quality"),
                (Target) given(values, "format"),
                (Integer) values.get("max_width"),
                (Integer) values.get("max_height"),
                (Double) values.get("scale"),
                (int) given(values, "background"),
                (Metadata) given(values, "metadata"),
                (OnLarger) given(values, "on_larger"),
                (Chroma) given(values, "chroma"),
                (Effort) given(values, "effort"),
                (Scans) given(values, "scans"));
    }

    private static Object given(Map<String, Object> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /// Whether the output may have other dimensions than the input.
    public boolean resizes() {
        return maxWidth != null || maxHeight != null || (scale != null && scale < 1);
    }
}
