package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.imgmill.transcode.ImageFormat;
import org.imgmill.transcode.child.Made.Shown;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.look.Window;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Interpretation;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Gives the pixels of a picture to be judged by: its [Window], in sRGB, on a background where
/// anything shows through.
record ShowPixels(Scope scope, int background) {

    private static final int OPAQUE = 255;

    /// A file with what it decodes to.
    Made beside(Made made, MemorySegment file) throws VipsException {
        Image written = new Loaders(scope, kind(made.format()), file).first();
        return made.with(of(written));
    }

    static Kind kind(ImageFormat format) {
        return switch (format) {
            case JPEG -> Kind.JPEG;
            case PNG -> Kind.PNG;
            case WEBP -> Kind.WEBP;
            case AVIF -> Kind.AVIF;
            case GIF -> Kind.GIF;
        };
    }

    Shown of(Image picture) throws VipsException {
        boolean seeThrough = false;
        Image image = picture;
        if (picture.hasAlpha()) {
            image = picture.inMemory();
            seeThrough = isSeeThrough(image);
            image = Colours.flattened(scope, image, background);
        }
        if (image.interpretation() != Interpretation.SRGB || image.bands() != 3) {
            image = scope.operation("colourspace").image(image).option("space", "srgb").toImage();
        }
        Window window = Window.of(image.width(), image.height());
        Image part =
                scope.operation("extract_area")
                        .image("input", image)
                        .option("left", window.x())
                        .option("top", window.y())
                        .option("width", window.width())
                        .option("height", window.height())
                        .toImage();
        MemorySegment rgb = scope.operation("rawsave_buffer").image(part).toBuffer();
        return new Shown(seeThrough, window.width(), window.height(), rgb.asByteBuffer());
    }

    private boolean isSeeThrough(Image image) throws VipsException {
        Image opacity =
                scope.operation("extract_band")
                        .image(image)
                        .option("band", image.bands() - 1)
                        .toImage();
        MemorySegment bytes = scope.operation("rawsave_buffer").image(opacity).toBuffer();
        for (long i = 0; i < bytes.byteSize(); i++) {
            if ((bytes.get(ValueLayout.JAVA_BYTE, i) & 0xFF) != OPAQUE) {
                return true;
            }
        }
        return false;
    }
}
