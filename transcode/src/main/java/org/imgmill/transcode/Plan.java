package org.imgmill.transcode;

import java.util.Optional;
import org.imgmill.transcode.Recipe.Chroma;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.imgmill.transcode.child.Job;
import org.imgmill.transcode.child.Layout;
import org.imgmill.transcode.child.Size;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.header.Sniffed.Picture;
import org.jspecify.annotations.Nullable;

/// What the recipe means for this picture, decided from its header alone.
///
/// @param first of the image's outputs: the one that is looked at from far away
record Plan(byte[] body, int length, Picture picture, Recipe recipe, boolean first) {

    /// Below this quality encoders halve the chroma unless told otherwise.
    private static final int FINE_QUALITY = 80;

    /// What makes this picture too much to decode, if anything does.
    Optional<Refused> beyond(TranscodeLimits limits) {
        if (picture.pixels() > limits.maxPixels()) {
            return tooMany(
                    "%d x %d pixels; the limit is %d in all"
                            .formatted(picture.width(), picture.height(), limits.maxPixels()));
        }
        if (picture.layered() && picture.pixels() > limits.maxLayeredPixels()) {
            return tooMany(
                    "%d x %d pixels, progressive or interlaced; the limit for those is %d in all"
                            .formatted(
                                    picture.width(), picture.height(), limits.maxLayeredPixels()));
        }
        if (picture.scans() > limits.maxScans()) {
            return tooMany(
                    "%d scans; the limit is %d".formatted(picture.scans(), limits.maxScans()));
        }
        if (!allFrames()) {
            return Optional.empty();
        }
        if (picture.frames() > limits.maxFrames()) {
            return tooMany(
                    "%d frames; the limit is %d".formatted(picture.frames(), limits.maxFrames()));
        }
        if (picture.pixels() * picture.frames() > limits.maxPixels()) {
            return tooMany(
                    "%d frames of %d x %d pixels; the limit is %d in all"
                            .formatted(
                                    picture.frames(),
                                    picture.width(),
                                    picture.height(),
                                    limits.maxPixels()));
        }
        return Optional.empty();
    }

    private static Optional<Refused> tooMany(String detail) {
        return Optional.of(new Refused(Reason.TOO_MANY_PIXELS, detail));
    }

    Plan withBody(byte[] mended) {
        return new Plan(mended, mended.length, picture, recipe, first);
    }

    /// The same picture at one quality and in one format.
    Plan at(int quality, Target format) {
        return new Plan(body, length, picture, recipe.at(quality, format), first);
    }

    /// JPEG in, JPEG out, with no change but its size.
    boolean isJpegToJpeg() {
        return picture.kind() == Kind.JPEG
                && (recipe.format() == Target.KEEP || recipe.format() == Target.JPEG)
                && !alters();
    }

    /// A JPEG that is to keep its size.
    boolean isJpegOfSameSize() {
        return picture.kind() == Kind.JPEG && keepsSize();
    }

    /// The same size, in any orientation.
    boolean keepsSize() {
        return keeps(size()) && keeps(size().turned());
    }

    private boolean keeps(Size size) {
        return Layout.of(size, recipe).canvas().equals(size);
    }

    /// Whether the output shows something else than the whole picture as it is, in any orientation.
    private boolean alters() {
        return recipe.draws()
                || !Layout.of(size(), recipe).isPlain()
                || !Layout.of(size().turned(), recipe).isPlain();
    }

    /// An animated PNG loses nothing when it is written anew, and seldom gains anything.
    private boolean isAnimatedPngKept() {
        return picture.kind() == Kind.PNG
                && picture.isAnimated()
                && keepsFormat()
                && !alters()
                && keeps(size());
    }

    private boolean keepsFormat() {
        return recipe.format() == Target.KEEP
                || (recipe.format() == Target.PNG && picture.kind() == Kind.PNG);
    }

    /// The format that comes out of this one.
    ImageFormat writes(Target format) {
        return switch (format) {
            case JPEG -> ImageFormat.JPEG;
            case PNG -> ImageFormat.PNG;
            case WEBP -> ImageFormat.WEBP;
            case AVIF -> ImageFormat.AVIF;
            case KEEP, AUTO ->
                    switch (picture.kind()) {
                        case JPEG, TIFF -> ImageFormat.JPEG;
                        case PNG -> ImageFormat.PNG;
                        case WEBP -> ImageFormat.WEBP;
                        case GIF -> ImageFormat.GIF;
                        case AVIF -> ImageFormat.AVIF;
                    };
        };
    }

    /// Whether more than one frame comes out.
    boolean allFrames() {
        return picture.isAnimated() && (keepsFormat() || recipe.format() == Target.WEBP);
    }

    private Size size() {
        return new Size(picture.width(), picture.height());
    }

    Job job(TranscodeLimits limits, Job.Show show, Watermarks.@Nullable Mark mark) {
        return new Job(
                length,
                picture.kind(),
                picture.meaning(),
                recipe,
                allFrames() && !isAnimatedPngKept(),
                halvesChroma(),
                isAnimatedPngKept(),
                show,
                first && show.givesFile(),
                mark == null ? null : new Job.Mark(mark.file().length, mark.kind()),
                new Job.Limits(
                        limits.maxPixels(),
                        limits.maxFrames(),
                        limits.maxOutputBytes(),
                        limits.deadline()));
    }

    private boolean halvesChroma() {
        boolean fold = recipe.chroma() == Chroma.FOLD && recipe.quality() < FINE_QUALITY;
        return fold || picture.chromaHalved();
    }

    /// Whether the input is to be stored in place of this output.
    boolean prefersOriginal(Done done) {
        return isAnimatedPngKept()
                || (recipe.onLarger() == OnLarger.KEEP_ORIGINAL
                        && done.bytes().length >= length
                        && mayStayAsItIs(done.format())
                        && !alters()
                        && isSameSize(done));
    }

    private boolean mayStayAsItIs(ImageFormat format) {
        return recipe.format() == Target.AUTO
                ? recipe.formats().stream().anyMatch(allowed -> isOwnFormat(writes(allowed)))
                : isOwnFormat(format);
    }

    private boolean isSameSize(Done done) {
        if (picture.pixels() == 0) {
            return !recipe.resizes();
        }
        return (done.width() == picture.width() && done.height() == picture.height())
                || (done.width() == picture.height() && done.height() == picture.width());
    }

    private boolean isOwnFormat(ImageFormat format) {
        return switch (picture.kind()) {
            case JPEG -> format == ImageFormat.JPEG;
            case PNG -> format == ImageFormat.PNG;
            case WEBP -> format == ImageFormat.WEBP;
            case GIF -> format == ImageFormat.GIF;
            case AVIF -> format == ImageFormat.AVIF;
            case TIFF -> false;
        };
    }
}
