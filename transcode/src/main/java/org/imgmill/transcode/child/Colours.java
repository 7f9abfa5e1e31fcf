package org.imgmill.transcode.child;

import java.nio.charset.StandardCharsets;
import org.imgmill.transcode.colour.ColourSpace;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Interpretation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// Brings any colours to eight-bit sRGB, or grey where there are none.
final class Colours {

    private static final String PROFILE = "icc-profile-data";

    private Colours() {}

    /// @param space what the file says its colours mean; null: what its profile says, if it has one
    static Image toSrgb(Scope scope, Image image, @Nullable ColourSpace space)
            throws VipsException {
        return toSrgb(scope, space == null ? image : stated(image, space));
    }

    private static Image stated(Image image, ColourSpace space) throws VipsException {
        if (space.isSrgb()) {
            image.remove(PROFILE);
            return image;
        }
        return image.with(PROFILE, space.profile(image.bands() < 3));
    }

    private static Image toSrgb(Scope scope, Image image) throws VipsException {
        Interpretation meaning = image.interpretation();
        boolean grey = meaning == Interpretation.GREY || meaning == Interpretation.GREY_16;
        if (meaning == Interpretation.CMYK && !image.has(PROFILE) && image.bands() == 4) {
            return withoutPress(scope, image);
        }
        if (meaning == Interpretation.CMYK || hasOtherProfile(image)) {
            Image srgb = throughProfile(scope, image, meaning);
            return grey ? greyAgain(scope, srgb) : srgb;
        }
        return switch (meaning) {
            case GREY, SRGB -> image;
            case GREY_16 -> colourspace(scope, image, "b-w");
            case RGB_16, CMYK, OTHER -> colourspace(scope, image, "srgb");
        };
    }

    /// Inks as browsers show them when no profile says which press they are for: each takes away
    /// its share of the light, black of all three. (Like three colours over black, with black ink
    /// as their transparency.)
    private static Image withoutPress(Scope scope, Image inks) throws VipsException {
        Image eight =
                scope.operation("cast")
                        .image(inks)
                        .option("format", "uchar")
                        .option("shift", "true")
                        .toImage();
        Image light = scope.operation("invert").image(eight).toImage();
        Image colours =
                scope.operation("copy").image(light).option("interpretation", "srgb").toImage();
        return flatten(scope, colours, "0");
    }

    /// Lightness and two axes of colour in bytes, against the white of a print (D50) as in
    /// profiles.
    ///
    /// @param signed the axes are from -128 to 127 rather than shifted by 128
    static Image fromLab(Scope scope, Image bytes, boolean signed) throws VipsException {
        Image shifted =
                signed
                        ? scope.operation("boolean_const")
                                .image(bytes)
                                .option("boolean", "eor")
                                .option("c", "0 128 128")
                                .toImage()
                        : bytes;
        Image numbers =
                scope.operation("linear")
                        .image(shifted)
                        .option("a", 100 / 255.0 + " 1 1")
                        .option("b", "0 -128 -128")
                        .toImage();
        Image lab =
                scope.operation("copy").image(numbers).option("interpretation", "lab").toImage();
        lab.remove(PROFILE);
        Image srgb =
                scope.operation("icc_export")
                        .image(lab)
                        .option("output_profile", "srgb")
                        .option("pcs", "lab")
                        .option("intent", "relative")
                        .option("depth", 8)
                        .toImage();
        srgb.remove(PROFILE);
        return srgb;
    }

    private static Image greyAgain(Scope scope, Image srgb) throws VipsException {
        Image grey = colourspace(scope, srgb, "b-w");
        // The profile describes three colours, but the file has one.
        grey.remove(PROFILE);
        return grey;
    }

    /// Puts a background behind the picture, which has no opacity afterwards.
    static Image flattened(Scope scope, Image image, int rgb) throws VipsException {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        boolean grey = image.bands() < 3;
        if (grey && red == green && green == blue) {
            return flatten(scope, image, Integer.toString(red));
        }
        return flatten(scope, inColour(scope, image), red + " " + green + " " + blue);
    }

    /// The same picture with three colours, however grey they are.
    static Image inColour(Scope scope, Image image) throws VipsException {
        if (image.bands() >= 3) {
            return image;
        }
        Image colour = colourspace(scope, image, "srgb");
        // The profile describes greys alone.
        colour.remove(PROFILE);
        return colour;
    }

    /// The same picture with a band of opacity.
    static Image withOpacity(Scope scope, Image image) throws VipsException {
        return image.hasAlpha()
                ? image
                : scope.operation("bandjoin_const").image(image).option("c", "255").toImage();
    }

    private static Image flatten(Scope scope, Image image, String background) throws VipsException {
        return scope.operation("flatten").image(image).option("background", background).toImage();
    }

    /// Pictures without a profile and those that carry plain sRGB, nearly all of them, are not
    /// worth a colour transform.
    private static boolean hasOtherProfile(Image image) throws VipsException {
        return image.has(PROFILE) && !isPlainSrgb(image.bytes(PROFILE));
    }

    private static boolean isPlainSrgb(byte[] profile) {
        String name = "sRGB IEC61966";
        String latin1 = new String(profile, StandardCharsets.ISO_8859_1);
        return latin1.contains(name) || latin1.contains(String.join("\0", name.split("")));
    }

    private static Image throughProfile(Scope scope, Image image, Interpretation meaning)
            throws VipsException {
        try {
            return scope.operation("icc_transform")
                    .image(image)
                    .option("output_profile", "srgb")
                    .option("embedded", "true")
                    .option("input_profile", meaning == Interpretation.CMYK ? "cmyk" : "srgb")
                    .option("intent", "perceptual")
                    .option("depth", 8)
                    .toImage();
        } catch (VipsException e) {
            // A broken profile says nothing of the pixels: read them as if it were not there.
            image.remove(PROFILE);
            return colourspace(scope, image, "srgb");
        }
    }

    private static Image colourspace(Scope scope, Image image, String space) throws VipsException {
        return scope.operation("colourspace").image(image).option("space", space).toImage();
    }
}
