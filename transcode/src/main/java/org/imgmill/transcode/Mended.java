package org.imgmill.transcode;

import java.util.Arrays;
import java.util.Optional;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.strip.PngChecksum;

/// A damaged file of which every pixel is there, put right.
///
/// @param warning what was wrong with it
record Mended(Plan plan, String warning) {

    private static final int ANY_QUALITY = 50;

    /// Empty where pixels are missing, or may be.
    static Optional<Mended> of(Plan plan, JpegPath jpegs) {
        return switch (plan.picture().kind()) {
            case JPEG -> ended(plan, jpegs);
            case PNG ->
                    PngChecksum.mended(plan.body(), plan.length())
                            .map(
                                    png ->
                                            new Mended(
                                                    plan.withBody(png),
                                                    "the checksum of its pixels is wrong"));
            case WEBP, GIF, AVIF, TIFF -> Optional.empty();
        };
    }

    /// A JPEG that lacks only the marker at its end: taken if the strict reader, which knows every
    /// coefficient to its last bit or refuses, takes it with one.
    private static Optional<Mended> ended(Plan plan, JpegPath jpegs) {
        byte[] body = Arrays.copyOf(plan.body(), plan.length() + 2);
        body[plan.length()] = (byte) 0xFF;
        body[plan.length() + 1] = (byte) 0xD9;
        Plan mended = plan.withBody(body);
        return jpegs.recompress(body, body.length, plan.at(ANY_QUALITY, Target.JPEG).recipe())
                .map(done -> new Mended(mended, "the marker at its end is missing"));
    }
}
