package org.imgmill.transcode;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.Scans;
import org.jspecify.annotations.Nullable;

/// What to do to an image: quality, format, size and what may stay in the file.
///
/// Long: the fields of a recipe are one list, and what each may be stands beside it.
///
/// @param quality 1 to 100 on the scale of the Independent JPEG Group, or [#AUTO]: as the look or
///   the bytes want it
/// @param look which look is wanted where the quality is open, as
///   [org.imgmill.transcode.look.Ssimulacra2] scores it; null: [#GOOD], or as good as fits into
///   `maxBytes`
/// @param maxBytes no output may be larger; null: any may
/// @param formats which formats `AUTO` may choose from
/// @param maxWidth pixels; null: as wide as it is
/// @param maxHeight pixels; null: as high as it is
/// @param scale more than 0 and at most 1; null: 1. Nothing is ever enlarged
/// @param background what shows through where transparency is lost, `0xRRGGBB`
/// @param width of the box that `fit` is about; null: as wide as it is
/// @param height of the box; null: as high as it is
/// @param position which part a cut keeps, or where a picture stands between bars
/// @param rotate degrees clockwise, from how the picture is shown: 0, 90, 180 or 270
/// @param sharpen the sigma of an unsharp mask; null: none
/// @param watermark the name of a picture to lay over; null: none
/// @param watermarkScale part of the output's width; null: as large as it is
public record Recipe(
        int quality,
        @Nullable Integer look,
        @Nullable Integer maxBytes,
        Target format,
        List<Target> formats,
        @Nullable Integer maxWidth,
        @Nullable Integer maxHeight,
        @Nullable Double scale,
        int background,
        Metadata metadata,
        OnLarger onLarger,
        Chroma chroma,
        Effort effort,
        Scans scans,
        @Nullable Integer width,
        @Nullable Integer height,
        Fit fit,
        Position position,
        Trim trim,
        int rotate,
        @Nullable Double sharpen,
        @Nullable String watermark,
        Position watermarkPlace,
        double watermarkOpacity,
        @Nullable Double watermarkScale) {

    /// A quality that is found for every picture by itself.
    public static final int AUTO = 0;

    /// The look that quality 50 has in the mean.
    public static final int GOOD = 65;

    /// The recipe of someone who asked for nothing in particular.
    public static final Recipe DEFAULT =
            new Recipe(
                    50,
                    null,
                    null,
                    Target.KEEP,
                    Target.CHOICE,
                    null,
                    null,
                    null,
                    0xFFFFFF,
                    Metadata.STRIP,
                    OnLarger.KEEP_ORIGINAL,
                    Chroma.FOLD,
                    Effort.DEFAULT,
                    Scans.AUTO,
                    null,
                    null,
                    Fit.INSIDE,
                    Position.CENTRE,
                    Trim.NONE,
                    0,
                    null,
                    null,
                    Position.BOTTOM_RIGHT,
                    1,
                    null);

    /// The format to write; `KEEP` stays with the format of the input, `AUTO` takes what is
    /// smallest at the wanted look.
    public enum Target {
        KEEP,
        JPEG,
        PNG,
        WEBP,
        AVIF,
        AUTO;

        /// What `AUTO` chooses from unless it is told otherwise.
        static final List<Target> CHOICE = List.of(JPEG, WEBP, AVIF);

        boolean isFormat() {
            return switch (this) {
                case JPEG, PNG, WEBP, AVIF -> true;
                case KEEP, AUTO -> false;
            };
        }
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
        if (quality < AUTO || quality > 100) {
            throw new IllegalArgumentException("quality is 1 to 100 or auto, not " + quality);
        }
        if (look != null && (look < 0 || look > 100)) {
            throw new IllegalArgumentException("look is 0 to 100, not " + look);
        }
        if (look != null && quality != AUTO) {
            throw new IllegalArgumentException("look is for quality=auto");
        }
        if (maxBytes != null && maxBytes < 1) {
            throw new IllegalArgumentException("max_bytes is 1 or more, not " + maxBytes);
        }
        if (format == Target.AUTO && quality != AUTO) {
            throw new IllegalArgumentException("format=auto is for quality=auto");
        }
        if (formats.isEmpty() || !formats.stream().allMatch(Target::isFormat)) {
            throw new IllegalArgumentException("formats are jpeg, png, webp and avif");
        }
        formats = List.copyOf(EnumSet.copyOf(formats));
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
        if (fit != Fit.INSIDE) {
            var named = "fit=" + fit.name().toLowerCase(Locale.ROOT);
            if (width == null || height == null) {
                throw new IllegalArgumentException(named + " needs width and height");
            }
            if (maxWidth != null || maxHeight != null || scale != null) {
                throw new IllegalArgumentException(
                        named
                                + " takes its size from width and height alone, not from max_width,"
                                + " max_height or scale");
            }
        }
        if (position.looks() && fit != Fit.COVER) {
            throw new IllegalArgumentException(
                    "position=%s chooses what a cut keeps: it needs fit=cover"
                            .formatted(position.name().toLowerCase(Locale.ROOT)));
        }
        if (watermarkPlace.looks()) {
            throw new IllegalArgumentException(
                    "watermark_place is centre, an edge or a corner, not %s"
                            .formatted(watermarkPlace.name().toLowerCase(Locale.ROOT)));
        }
    }

    /// @param values by the name of their [RecipeField]; what is missing is open
    static Recipe of(Map<String, Object> values) {
        return new Recipe(
                (int) given(values, "quality"),
                (Integer) values.get("look"),
                (Integer) values.get("max_bytes"),
                (Target) given(values, "format"),
                formats(values.get("formats")),
                (Integer) values.get("max_width"),
                (Integer) values.get("max_height"),
                (Double) values.get("scale"),
                (int) given(values, "background"),
                (Metadata) given(values, "metadata"),
                (OnLarger) given(values, "on_larger"),
                (Chroma) given(values, "chroma"),
                (Effort) given(values, "effort"),
                (Scans) given(values, "scans"),
                (Integer) values.get("width"),
                (Integer) values.get("height"),
                (Fit) given(values, "fit"),
                (Position) given(values, "position"),
                (Trim) given(values, "trim"),
                (int) given(values, "rotate"),
                (Double) values.get("sharpen"),
                (String) values.get("watermark"),
                (Position) given(values, "watermark_place"),
                (double) given(values, "watermark_opacity"),
                (Double) values.get("watermark_scale"));
    }

    private static List<Target> formats(@Nullable Object formats) {
        return formats instanceof List<?> list
                ? list.stream().map(Target.class::cast).toList()
                : Target.CHOICE;
    }

    private static Object given(Map<String, Object> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    /// Whether the output may have other dimensions than the input.
    public boolean resizes() {
        return maxWidth != null
                || maxHeight != null
                || width != null
                || height != null
                || (scale != null && scale < 1);
    }

    /// Whether pixels change for another reason than size and format, so that it must be decoded to
    /// pixels.
    public boolean draws() {
        return trim != Trim.NONE || rotate != 0 || sharpen != null || watermark != null;
    }

    /// Whether there is something to be found by trying.
    boolean isOpen() {
        return quality == AUTO || maxBytes != null;
    }

    /// The look that the quality is to be found for; null: the quality is said, or only bytes
    /// count.
    @Nullable Integer wantedLook() {
        if (quality != AUTO || look != null) {
            return look;
        }
        return maxBytes == null || format == Target.AUTO ? (Integer) GOOD : null;
    }

    /// The same with a watermark of another name.
    public Recipe withWatermark(String name) {
        var values = new HashMap<String, Object>();
        for (RecipeField field : RecipeField.ALL) {
            Object value = field.of().apply(this);
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        values.put("watermark", name);
        return of(values);
    }

    /// The same at one quality and in one format, whatever they bring about.
    Recipe at(int number, Target target) {
        return new Recipe(
                number,
                null,
                null,
                target,
                Target.CHOICE,
                maxWidth,
                maxHeight,
                scale,
                background,
                metadata,
                onLarger,
                chroma,
                effort,
                scans,
                width,
                height,
                fit,
                position,
                trim,
                rotate,
                sharpen,
                watermark,
                watermarkPlace,
                watermarkOpacity,
                watermarkScale);
    }
}
