package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.apng.Apng;
import org.imgmill.transcode.apng.Note;
import org.imgmill.transcode.colour.ColourSpace;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.strip.Orientation;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Operation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// Opens a picture with the loader of its kind, never with libvips's guess.
final class Loaders {

    /// The only classes that may load anything in a child: from memory, of our six kinds.
    static final List<String> CLASSES =
            List.of(
                    "VipsForeignLoadJpegBuffer",
                    "VipsForeignLoadPngBuffer",
                    "VipsForeignLoadWebpBuffer",
                    "VipsForeignLoadNsgifBuffer",
                    "VipsForeignLoadHeifBuffer",
                    "VipsForeignLoadTiffBuffer");

    private static final String EXIF = "exif-data";

    /// Before the EXIF of a JPEG stands its name, `Exif`, and two zeros.
    private static final int PREFIX = 6;

    private final Scope scope;
    private final Kind kind;
    private final MemorySegment body;
    private final @Nullable ColourSpace space;
    private final @Nullable Apng apng;
    private @Nullable Image drawn;

    Loaders(Scope scope, Kind kind, MemorySegment body) {
        this(scope, kind, body, null);
    }

    /// @param space what the file says its colours mean, if it says so itself
    Loaders(Scope scope, Kind kind, MemorySegment body, @Nullable ColourSpace space) {
        this.scope = scope;
        this.kind = kind;
        this.body = body;
        this.space = space;
        this.apng = kind == Kind.PNG ? Apng.of(body).orElse(null) : null;
    }

    /// What the colours of the opened images mean.
    @Nullable ColourSpace space(boolean animated) {
        return apng != null && (animated || apng.hidden()) ? null : space;
    }

    /// How many frames [#animation()] has.
    int frames(Image first) {
        return apng == null ? first.pages() : apng.frames().size();
    }

    /// How often an animated PNG is played; 0: for ever.
    int plays() {
        return apng == null ? 0 : apng.plays();
    }

    /// What an animated PNG says beside its frames.
    List<Note> notes() {
        return apng == null ? List.of() : apng.notes();
    }

    /// The first page or frame; only its header is read yet.
    Image first() throws VipsException {
        if (apng != null && apng.hidden()) {
            return new DrawApng(scope, apng, space).frames(1);
        }
        return seen(open().toImage());
    }

    /// All frames, on top of each other.
    Image animation() throws VipsException {
        if (apng != null) {
            Image all =
                    drawn == null
                            ? new DrawApng(scope, apng, space).frames(apng.frames().size())
                            : drawn;
            drawn = all;
            return all;
        }
        return open().option("n", -1).toImage();
    }

    /// The picture at 1/2, 1/4 or 1/8 of its size, far cheaper than the whole of it.
    Image shrunkJpeg(int by) throws VipsException {
        return seen(open().option("shrink", by).toImage());
    }

    Image scaledWebp(double factor) throws VipsException {
        return open().option("scale", Double.toString(factor)).toImage();
    }

    /// Without an orientation that no browser sees: libexif takes a number of any width for one.
    private Image seen(Image image) throws VipsException {
        boolean inExif = kind == Kind.JPEG || kind == Kind.PNG;
        if (!inExif || image.orientation() <= Orientation.UPRIGHT || !image.has(EXIF)) {
            return image;
        }
        byte[] exif = image.bytes(EXIF);
        int from = exif.length > PREFIX && exif[0] == 'E' ? PREFIX : 0;
        ByteBuffer directories = ByteBuffer.wrap(exif, from, exif.length - from);
        if (Orientation.of(directories) == Orientation.UPRIGHT) {
            image.remove("orientation");
            image.remove("exif-ifd0-Orientation");
        }
        return image;
    }

    /// All frames of a file that was just written.
    static Image written(Scope scope, ImageFormat format, MemorySegment file) throws VipsException {
        Kind kind = format == ImageFormat.GIF ? Kind.GIF : Kind.WEBP;
        return new Loaders(scope, kind, file).animation();
    }

    private Operation open() throws VipsException {
        String loader =
                switch (kind) {
                    case JPEG -> "jpegload_buffer";
                    case PNG -> "pngload_buffer";
                    case WEBP -> "webpload_buffer";
                    case GIF -> "gifload_buffer";
                    case AVIF -> "heifload_buffer";
                    case TIFF -> "tiffload_buffer";
                };
        return scope.operation(loader)
                .buffer(body)
                .option("access", "sequential")
                .option("fail_on", "error");
    }
}
