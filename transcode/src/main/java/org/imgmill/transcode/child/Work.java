package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.apng.Note;
import org.imgmill.transcode.child.Job.Show;
import org.imgmill.transcode.colour.ColourSpace;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.jpeg.GainMapXmp;
import org.imgmill.transcode.strip.Orientation;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Interpretation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// One job, step by step: open, check, shrink, colours, resize, turn upright, flatten, save.
///
/// Long: the steps of a picture stand in one list, in their order.
final class Work {

    private static final String XMP = "xmp-data";

    private final Scope scope;
    private final Job job;
    private boolean signedLab;

    Work(Scope scope, Job job) {
        this.scope = scope;
        this.job = job;
    }

    Outcome run(MemorySegment body) {
        try {
            switch (job.kind()) {
                case TIFF ->
                        signedLab =
                                job.meaning().lab() > 0 && LabAsRgb.set(body, job.meaning().lab());
                case GIF -> GifGround.clear(body);
                case JPEG, PNG, WEBP, AVIF -> {}
            }
            return make(new Loaders(scope, job.kind(), body, job.meaning().space()));
        } catch (VipsException e) {
            return Refusals.of(String.valueOf(e.getMessage()));
        }
    }

    private Outcome make(Loaders loaders) throws VipsException {
        Image image = loaders.first();
        int frames = loaders.frames(image);
        boolean animated = job.allFrames() && frames > 1;
        if (animated) {
            if (frames > job.limits().frames()) {
                return tooMany(frames + " frames; the limit is " + job.limits().frames());
            }
            image = loaders.animation();
        }
        long pixels = (long) image.width() * image.height();
        if (pixels > job.limits().pixels()) {
            return tooMany(pixels + " pixels; the limit is " + job.limits().pixels());
        }
        if (job.check()) {
            image.inMemory();
            return new Made(
                    ImageFormat.PNG,
                    image.width(),
                    image.height(),
                    scope.allocate(0).asByteBuffer());
        }
        return make(loaders, image, animated);
    }

    private Outcome make(Loaders loaders, Image opened, boolean animated) throws VipsException {
        ImageFormat format = format(asMeant(opened));
        int orientation = !animated && turns() ? opened.orientation() : 1;
        boolean lies = orientation >= 5;
        var stored = new Size(opened.width(), animated ? opened.pageHeight() : opened.height());
        Size wanted = (lies ? stored.turned() : stored).fit(job.recipe());
        if (Savers.longestSide(format) < Math.max(wanted.width(), wanted.height())) {
            // Put together by hand: what formats numbers would first open files of the JDK.
            return tooMany(
                    wanted.width()
                            + " x "
                            + wanted.height()
                            + "; the longest side of "
                            + format
                            + " is "
                            + Savers.longestSide(format));
        }
        Size target = lies ? wanted.turned() : wanted;
        if (job.show() == Show.INPUT) {
            return shown(loaders, opened, stored, target, wanted, format);
        }
        MemorySegment file =
                animated
                        ? animation(loaders, stored, target, format)
                        : still(loaders, opened, stored, target, format);
        if (grows(file, format)) {
            MemorySegment png = still(loaders, loaders.first(), stored, target, ImageFormat.PNG);
            if (png.byteSize() < file.byteSize()) {
                file = png;
                format = ImageFormat.PNG;
            }
        }
        if (file.byteSize() > job.limits().outputBytes()) {
            return tooMany("the output would have " + file.byteSize() + " bytes");
        }
        Made made = new Made(format, wanted.width(), wanted.height(), file.asByteBuffer());
        return job.show() == Show.OUTPUT && !animated
                ? new ShowPixels(scope, job.recipe().background()).beside(made, file)
                : made;
    }

    /// No file, only what it would be made of.
    private Made shown(
            Loaders loaders,
            Image opened,
            Size stored,
            Size target,
            Size wanted,
            ImageFormat format)
            throws VipsException {
        return new Made(
                format,
                wanted.width(),
                wanted.height(),
                scope.allocate(0).asByteBuffer(),
                new ShowPixels(scope, job.recipe().background())
                        .of(upright(loaders, opened, stored, target)));
    }

    /// A TIFF of few colours, which nobody asked to be a JPEG.
    private boolean grows(MemorySegment file, ImageFormat format) {
        return job.kind() == Kind.TIFF
                && job.recipe().format() == Target.KEEP
                && format == ImageFormat.JPEG
                && file.byteSize() >= job.bytes();
    }

    private Image upright(Loaders loaders, Image opened, Size stored, Size target)
            throws VipsException {
        Image small = shrunk(loaders, opened, stored, target);
        Image image = sized(small, loaders.space(false), stored, target);
        if (!turns()) {
            image.remove("orientation");
            image.remove("exif-ifd0-Orientation");
        } else if (image.orientation() > 1) {
            image = scope.operation("autorot").image(image.inMemory()).toImage();
        }
        return image;
    }

    private MemorySegment still(
            Loaders loaders, Image opened, Size stored, Size target, ImageFormat format)
            throws VipsException {
        Image image = upright(loaders, opened, stored, target);
        if (format == ImageFormat.JPEG && image.hasAlpha()) {
            image = Colours.flattened(scope, image, job.recipe().background());
        }
        image = withoutGainMap(image);
        var savers = new Savers(scope, job);
        boolean bilevel = job.meaning().bilevel() && image.bands() == 1 && target.equals(stored);
        return bilevel && format == ImageFormat.PNG
                ? savers.saveBilevel(image)
                : savers.save(image, format);
    }

    /// What is kept of XMP must not promise what is not in the file.
    private Image withoutGainMap(Image image) throws VipsException {
        if (job.recipe().metadata() != Metadata.KEEP || !image.has(XMP)) {
            return image;
        }
        byte[] xmp = image.bytes(XMP);
        var kept = GainMapXmp.without(xmp);
        if (kept.isEmpty()) {
            image.remove(XMP);
            return image;
        }
        return Arrays.equals(kept.get(), xmp) ? image : image.with(XMP, kept.get());
    }

    /// Where frames lost more than the quality explains, they are written one by one.
    private MemorySegment animation(Loaders loaders, Size stored, Size target, ImageFormat format)
            throws VipsException {
        var savers = new Savers(scope, job);
        if (format == ImageFormat.PNG) {
            return SaveApng.save(
                    scope, frames(loaders, stored, target), loaders.plays(), notes(loaders));
        }
        MemorySegment small = savers.save(frames(loaders, stored, target), format);
        Drift drift = drift(loaders, stored, target, format, small);
        if (!drift.isSuspicious()) {
            return small;
        }
        MemorySegment safe = savers.saveFrames(frames(loaders, stored, target), format);
        boolean better = drift.isWorseThan(drift(loaders, stored, target, format, safe));
        return better || safe.byteSize() < small.byteSize() ? safe : small;
    }

    /// What stays of what an animated PNG says: how it lies, at least.
    private List<Note> notes(Loaders loaders) {
        if (job.recipe().metadata() == Metadata.KEEP) {
            return loaders.notes();
        }
        return loaders.notes().stream()
                .filter(note -> note.type().equals(Note.EXIF))
                .map(note -> Orientation.of(note.data().asByteBuffer()))
                .filter(orientation -> orientation != Orientation.UPRIGHT)
                .map(Orientation::exif)
                .map(exif -> new Note(Note.EXIF, MemorySegment.ofArray(exif)))
                .toList();
    }

    private Drift drift(
            Loaders loaders, Size stored, Size target, ImageFormat format, MemorySegment file)
            throws VipsException {
        return Drift.between(
                scope, frames(loaders, stored, target), Loaders.written(scope, format, file));
    }

    private Image frames(Loaders loaders, Size stored, Size target) throws VipsException {
        return sized(loaders.animation(), loaders.space(true), stored, target);
    }

    private Image sized(Image opened, @Nullable ColourSpace space, Size stored, Size target)
            throws VipsException {
        Image image = Colours.toSrgb(scope, asMeant(opened), space);
        return target.equals(stored) ? image : resized(image, target);
    }

    /// As browsers have it, EXIF does not turn a WebP.
    private boolean turns() {
        return job.kind() != Kind.WEBP;
    }

    /// Without components that are neither colour nor opacity, and with colours as they were before
    /// they were multiplied by it.
    private Image asMeant(Image image) throws VipsException {
        if (job.meaning().lab() > 0) {
            return Colours.fromLab(scope, image, signedLab);
        }
        int bands = job.meaning().bands();
        Image colours =
                bands == 0 || bands >= image.bands()
                        ? image
                        : scope.operation("extract_band")
                                .image(image)
                                .option("band", 0)
                                .option("n", bands)
                                .toImage();
        if (!job.meaning().premultiplied() || !colours.hasAlpha()) {
            return colours;
        }
        String format = colours.interpretation() == Interpretation.RGB_16 ? "ushort" : "uchar";
        Image divided = scope.operation("unpremultiply").image(colours).toImage();
        return scope.operation("cast").image(divided).option("format", format).toImage();
    }

    private ImageFormat format(Image image) {
        return switch (job.recipe().format()) {
            case JPEG -> ImageFormat.JPEG;
            case PNG -> ImageFormat.PNG;
            case WEBP -> ImageFormat.WEBP;
            case AVIF -> ImageFormat.AVIF;
            case AUTO ->
                    throw new IllegalArgumentException("a child is told which format to write");
            case KEEP ->
                    switch (job.kind()) {
                        case JPEG -> ImageFormat.JPEG;
                        case PNG -> ImageFormat.PNG;
                        case WEBP -> ImageFormat.WEBP;
                        case GIF -> ImageFormat.GIF;
                        case AVIF -> ImageFormat.AVIF;
                        case TIFF ->
                                image.hasAlpha() || job.meaning().bilevel()
                                        ? ImageFormat.PNG
                                        : ImageFormat.JPEG;
                    };
        };
    }

    /// Shrinking while loading is coarse: a factor of two is left for the resize that follows.
    private Image shrunk(Loaders loaders, Image opened, Size stored, Size target)
            throws VipsException {
        double factor =
                Math.min(
                        (double) stored.width() / target.width(),
                        (double) stored.height() / target.height());
        if (job.kind() == Kind.JPEG && factor >= 4) {
            return loaders.shrunkJpeg(factor >= 16 ? 8 : factor >= 8 ? 4 : 2);
        }
        if (job.kind() == Kind.WEBP && factor >= 2) {
            return loaders.scaledWebp(2 / factor);
        }
        return opened;
    }

    private Image resized(Image image, Size target) throws VipsException {
        return scope.operation("thumbnail_image")
                .image(image)
                .option("width", target.width())
                .option("height", target.height())
                .option("size", "force")
                .option("no_rotate", "true")
                .toImage();
    }

    private static Answer.Refusal tooMany(String detail) {
        return new Answer.Refusal(Reason.TOO_MANY_PIXELS, detail);
    }
}
