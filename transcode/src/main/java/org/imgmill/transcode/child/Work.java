package org.imgmill.transcode.child;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.Glance;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Trim;
import org.imgmill.transcode.apng.Note;
import org.imgmill.transcode.child.Job.Show;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.jpeg.GainMapXmp;
import org.imgmill.transcode.strip.Orientation;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// One job, step by step: open, check, cut borders away, shrink, colours, resize, turn upright,
/// what else the recipe wants, flatten, save.
///
/// Long: the steps of a picture stand in one list, in their order.
final class Work {

    private static final String XMP = "xmp-data";

    private final Scope scope;
    private final Job job;
    private final Opened picture;
    private final Loaders loaders;
    private final Finish finish;

    /// The whole picture in memory, in its colours, where needed; else it is read as it is used.
    private @Nullable Image ready;

    private @Nullable Image finished;

    private @Nullable Glance glance;

    /// @param mark the file of the watermark, if the job has one
    private Work(Scope scope, Job job, Opened picture, MemorySegment mark) {
        this.scope = scope;
        this.job = job;
        this.picture = picture;
        this.loaders = picture.loaders();
        this.finish = new Finish(scope, job, mark);
    }

    /// Runs the jobs in turn; what they have in common is done once.
    ///
    /// @param body the bytes of the picture, and of the watermarks behind it
    static void all(Scope scope, Jobs jobs, MemorySegment body, Child.Outcomes each)
            throws IOException {
        var picture = new Opened(scope, jobs, body.asSlice(0, jobs.pictureBytes()));
        long at = jobs.pictureBytes();
        for (Job job : jobs.all()) {
            MemorySegment mark = body.asSlice(at, job.markBytes());
            at += job.markBytes();
            try (Scope own = scope.nested()) {
                each.take(new Work(own, job, picture, mark).run());
            }
        }
    }

    private Outcome run() {
        try {
            return make();
        } catch (VipsException e) {
            return Refusals.of(String.valueOf(e.getMessage()));
        }
    }

    private Outcome make() throws VipsException {
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
        return make(image, animated);
    }

    private Outcome make(Image opened, boolean animated) throws VipsException {
        ImageFormat format = format(picture.asMeant(scope, opened));
        ready = ready(opened, animated);
        Image whole = ready == null ? opened : ready;
        int orientation = !animated && turns() ? opened.orientation() : 1;
        boolean lies = orientation >= 5 != (job.recipe().rotate() % 180 != 0);
        var stored = new Size(whole.width(), animated ? whole.pageHeight() : whole.height());
        Layout layout = Layout.of(lies ? stored.turned() : stored, job.recipe());
        Size wanted = layout.canvas();
        if (Savers.longestSide(format) < Math.max(wanted.width(), wanted.height())) {
            // Put together by hand: formatting numbers would first open files of the JDK.
            return tooMany(
                    wanted.width()
                            + " x "
                            + wanted.height()
                            + "; the longest side of "
                            + format
                            + " is "
                            + Savers.longestSide(format));
        }
        long pixels = (long) wanted.width() * wanted.height();
        if (animated) {
            pixels *= EachFrame.count(whole);
        }
        if (pixels > job.limits().pixels()) {
            return tooMany(
                    "an output of " + pixels + " pixels; the limit is " + job.limits().pixels());
        }
        Size target = lies ? layout.scaled().turned() : layout.scaled();
        var sizes = new Sizes(stored, target, layout);
        if (job.show() == Show.INPUT) {
            return shown(opened, sizes, format);
        }
        MemorySegment file = animated ? animation(sizes, format) : still(opened, sizes, format);
        if (grows(file, format)) {
            MemorySegment png = still(loaders.first(), sizes, ImageFormat.PNG);
            if (png.byteSize() < file.byteSize()) {
                file = png;
                format = ImageFormat.PNG;
            }
        }
        if (file.byteSize() > job.limits().outputBytes()) {
            return tooMany("the output would have " + file.byteSize() + " bytes");
        }
        Made bare = new Made(format, wanted.width(), wanted.height(), file.asByteBuffer());
        Made made =
                job.look() && glance == null
                        ? bare.with(fromAfar().at(bare, file))
                        : bare.with(glance);
        return job.showsOutput() && !animated
                ? new ShowPixels(scope, job.recipe().background()).beside(made, file)
                : made;
    }

    private LookFromAfar fromAfar() {
        return new LookFromAfar(scope, job.recipe().background());
    }

    /// No file, only the pixels for it.
    private Made shown(Image opened, Sizes sizes, ImageFormat format) throws VipsException {
        Size wanted = sizes.layout().canvas();
        return new Made(
                format,
                wanted.width(),
                wanted.height(),
                scope.allocate(0).asByteBuffer(),
                new ShowPixels(scope, job.recipe().background()).of(upright(opened, sizes)));
    }

    /// @param stored as it lies in the file, less the borders that were cut away
    /// @param target the same made smaller
    /// @param layout what becomes of that once it is upright
    private record Sizes(Size stored, Size target, Layout layout) {

        boolean areEqual() {
            return stored.equals(target);
        }
    }

    /// What cannot be read from top to bottom only once: a picture whose borders are looked for, or
    /// that several outputs are made of.
    private @Nullable Image ready(Image opened, boolean animated) throws VipsException {
        Image held = picture.held(animated);
        if (job.recipe().trim() == Trim.NONE) {
            return held;
        }
        Image all = animated ? loaders.animation() : opened;
        Image whole = held == null ? picture.colours(scope, all, animated).inMemory() : held;
        return CutBorders.of(scope, whole, job.recipe().trim());
    }

    /// A TIFF of few colours, which nobody asked to be a JPEG.
    private boolean grows(MemorySegment file, ImageFormat format) {
        return job.kind() == Kind.TIFF
                && job.recipe().format() == Target.KEEP
                && format == ImageFormat.JPEG
                && file.byteSize() >= job.bytes();
    }

    private Image upright(Image opened, Sizes sizes) throws VipsException {
        Image image = small(opened, sizes);
        if (!turns()) {
            image.remove("orientation");
            image.remove("exif-ifd0-Orientation");
        } else if (image.orientation() > 1) {
            image = scope.operation("autorot").image(image.inMemory()).toImage();
        }
        return finish.of(image, sizes.layout());
    }

    private MemorySegment still(Image opened, Sizes sizes, ImageFormat format)
            throws VipsException {
        Image image = upright(opened, sizes);
        if (format == ImageFormat.JPEG && image.hasAlpha()) {
            image = Colours.flattened(scope, image, job.recipe().background());
        }
        image = withoutGainMap(image);
        if (job.look() && LookFromAfar.isHeld(image)) {
            image = image.inMemory();
            glance = fromAfar().at(image);
        }
        var savers = new Savers(scope, job);
        boolean bilevel =
                job.meaning().bilevel()
                        && image.bands() == 1
                        && sizes.areEqual()
                        && job.recipe().sharpen() == null;
        return bilevel && format == ImageFormat.PNG
                ? savers.saveBilevel(image)
                : savers.save(image, format);
    }

    private Image small(Image opened, Sizes sizes) throws VipsException {
        return ready == null
                ? sized(picture.colours(scope, shrunk(opened, sizes), false), sizes)
                : sized(ready, sizes);
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
    private MemorySegment animation(Sizes sizes, ImageFormat format) throws VipsException {
        var savers = new Savers(scope, job);
        if (format == ImageFormat.PNG) {
            return SaveApng.save(scope, frames(sizes), loaders.plays(), notes());
        }
        MemorySegment small = savers.save(frames(sizes), format);
        Drift drift = drift(sizes, format, small);
        if (!drift.isSuspicious()) {
            return small;
        }
        MemorySegment safe = savers.saveFrames(frames(sizes), format);
        boolean better = drift.isWorseThan(drift(sizes, format, safe));
        return better || safe.byteSize() < small.byteSize() ? safe : small;
    }

    /// The notes that an animated PNG keeps: its orientation, at least.
    private List<Note> notes() {
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

    private Drift drift(Sizes sizes, ImageFormat format, MemorySegment file) throws VipsException {
        return Drift.between(scope, frames(sizes), Loaders.written(scope, format, file));
    }

    /// Read anew at each use, unless more was done to them than to make them smaller.
    private Image frames(Sizes sizes) throws VipsException {
        if (finished != null) {
            return finished;
        }
        Image whole = ready == null ? picture.colours(scope, loaders.animation(), true) : ready;
        Image small = sized(whole, sizes);
        if (!finish.changes(sizes.layout())) {
            return small;
        }
        Image frames = finish.of(small, sizes.layout());
        finished = frames;
        return frames;
    }

    private Image sized(Image colours, Sizes sizes) throws VipsException {
        return sizes.areEqual() ? colours : resized(colours, sizes.target());
    }

    /// As in browsers, EXIF does not turn a WebP.
    private boolean turns() {
        return job.kind() != Kind.WEBP;
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
    private Image shrunk(Image opened, Sizes sizes) throws VipsException {
        Size stored = sizes.stored();
        Size target = sizes.target();
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
