package org.imgmill.transcode;

import java.util.Arrays;
import java.util.Optional;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Found;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.strip.AvifStrip;
import org.imgmill.transcode.strip.GifStrip;
import org.imgmill.transcode.strip.PngStrip;
import org.imgmill.transcode.strip.WebpStrip;

/// The input itself as the output: less its metadata and whatever hangs behind its end, where it
/// can be taken apart safely.
record Originals(JpegPath jpegs) {

    /// The score of a picture against itself.
    private static final double UNCHANGED = 100;

    /// @param done what would have been stored; it proves that the input decodes
    Done of(Plan plan, Done done) {
        byte[] whole = Arrays.copyOf(plan.body(), plan.length());
        byte[] bytes =
                plan.recipe().metadata() == Metadata.KEEP
                        ? whole
                        : stripped(plan).filter(out -> out.length <= whole.length).orElse(whole);
        // A JPEG may be shown turned; its output has the right size.
        boolean sized = plan.picture().pixels() > 0 && plan.picture().kind() != Kind.JPEG;
        Done original =
                new Done(
                                bytes,
                                ownFormat(plan, done),
                                sized ? plan.picture().width() : done.width(),
                                sized ? plan.picture().height() : done.height(),
                                Codec.ORIGINAL)
                        .with(done.glance());
        var found = done.found();
        return found == null
                ? original
                : original.with(
                        new Found(found.quality(), found.look() == null ? null : UNCHANGED));
    }

    private static ImageFormat ownFormat(Plan plan, Done done) {
        return plan.recipe().format() == Target.AUTO ? plan.writes(Target.KEEP) : done.format();
    }

    private Optional<byte[]> stripped(Plan plan) {
        return switch (plan.picture().kind()) {
            case JPEG -> jpegs.strip(plan.body(), plan.length());
            case PNG -> PngStrip.strip(plan.body(), plan.length());
            case WEBP -> WebpStrip.strip(plan.body(), plan.length());
            case GIF -> GifStrip.strip(plan.body(), plan.length());
            case AVIF -> AvifStrip.strip(plan.body(), plan.length());
            case TIFF -> Optional.empty();
        };
    }
}
