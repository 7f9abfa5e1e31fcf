package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.header.Meaning;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Interpretation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// A picture that one or more outputs are made of: for several it is decoded once.
final class Opened {

    /// The most bytes of pixels held for several outputs; a larger picture is decoded for each.
    private static final long MOST_BYTES = 320L << 20;

    private final Scope scope;
    private final Meaning meaning;
    private final Loaders loaders;
    private final boolean several;
    private final boolean signedLab;
    private @Nullable Image still;
    private @Nullable Image frames;

    Opened(Scope scope, Jobs jobs, MemorySegment body) {
        Job first = jobs.all().getFirst();
        this.scope = scope;
        this.meaning = first.meaning();
        this.several = jobs.all().size() > 1;
        this.signedLab =
                first.kind() == Kind.TIFF && meaning.lab() > 0 && LabAsRgb.set(body, meaning.lab());
        if (first.kind() == Kind.GIF) {
            GifGround.clear(body);
        }
        this.loaders = new Loaders(scope, first.kind(), body, meaning.space());
    }

    Loaders loaders() {
        return loaders;
    }

    /// The whole picture decoded, in its colours; null if not worth that, or too large.
    @Nullable Image held(boolean animated) throws VipsException {
        if (!several) {
            return null;
        }
        Image known = animated ? frames : still;
        if (known != null) {
            return known;
        }
        Image opened = animated ? loaders.animation() : loaders.first();
        long bytes = (long) opened.width() * opened.height() * Math.max(3, opened.bands());
        if (bytes > MOST_BYTES) {
            return null;
        }
        Image held = colours(scope, opened, animated).inMemory();
        if (animated) {
            frames = held;
        } else {
            still = held;
        }
        return held;
    }

    /// In eight bits of sRGB, or grey.
    Image colours(Scope own, Image opened, boolean animated) throws VipsException {
        return Colours.toSrgb(own, asMeant(own, opened), loaders.space(animated));
    }

    /// Without components that are neither colour nor opacity, and with colours as they were before
    /// opacity multiplied them.
    Image asMeant(Scope own, Image image) throws VipsException {
        if (meaning.lab() > 0) {
            return Colours.fromLab(own, image, signedLab);
        }
        int bands = meaning.bands();
        Image colours =
                bands == 0 || bands >= image.bands()
                        ? image
                        : own.operation("extract_band")
                                .image(image)
                                .option("band", 0)
                                .option("n", bands)
                                .toImage();
        if (!meaning.premultiplied() || !colours.hasAlpha()) {
            return colours;
        }
        String format = colours.interpretation() == Interpretation.RGB_16 ? "ushort" : "uchar";
        Image divided = own.operation("unpremultiply").image(colours).toImage();
        return own.operation("cast").image(divided).option("format", format).toImage();
    }
}
