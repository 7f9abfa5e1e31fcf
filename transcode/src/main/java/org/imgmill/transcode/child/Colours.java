package org.imgmill.transcode.child;

import java.nio.charset.StandardCharsets;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Interpretation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Brings any colours to eight-bit sRGB, or grey where there are none.
final class Colours {

    private static final String PROFILE = "icc-profile-data";

    private Colours() {}

    static Image toSrgb(Scope scope, Image image) throws VipsException {
        Interpretation meaning = image.interpretation();
        boolean grey = meaning == Interpretation.GREY || meaning == Interpretation.GREY_16;
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

    private static Image greyAgain(Scope scope, Image srgb) throws VipsException {
        Image grey = colourspace(scope, srgb, "b-w");
        // It describes three colours and would be written into a file that has one.
        grey.remove(PROFILE);
        return grey;
    }

    /// What is behind the picture shows through; what was see-through is not any more.
    static Image flattened(Scope scope, Image image, int rgb) throws VipsException {
        int red = rgb >> 16 & 0xFF;
        int green = rgb >> 8 & 0xFF;
        int blue = rgb & 0xFF;
        boolean grey = image.bands() < 3;
        if (grey && red == green && green == blue) {
            return flatten(scope, image, Integer.toString(red));
        }
        Image colour = grey ? colourspace(scope, image, "srgb") : image;
        return flatten(scope, colour, red + " " + green + " " + blue);
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
