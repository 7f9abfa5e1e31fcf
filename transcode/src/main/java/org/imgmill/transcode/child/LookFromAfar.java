package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import org.imgmill.transcode.Glance;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// Sees what a picture looks like from far away. It takes the pixels before they are written if
/// they fit in memory, which costs little beside any encoder; else it reads the file again, as
/// small as the decoder can. Of an animation it sees the first frame.
record LookFromAfar(Scope scope, int background) {

    private static final int SIDE = 64;

    private static final long MOST_BYTES_IN_MEMORY = 64L << 20;

    /// Whether its pixels may lie in memory until they are written.
    static boolean isHeld(Image image) {
        return (long) image.width() * image.height() * image.bands() <= MOST_BYTES_IN_MEMORY;
    }

    /// @param pixels in memory
    @Nullable Glance at(Image pixels) {
        try (Scope own = scope.nested()) {
            return small(own, pixels);
        } catch (VipsException e) {
            return null;
        }
    }

    /// Null where that fails: the picture is stored without it.
    @Nullable Glance at(Made made, MemorySegment file) {
        try (Scope own = scope.nested()) {
            return small(own, shrunk(own, made, file));
        } catch (VipsException e) {
            return null;
        }
    }

    private Glance small(Scope own, Image image) throws VipsException {
        Image small =
                own.operation("thumbnail_image")
                        .image(image)
                        .option("width", SIDE)
                        .option("height", SIDE)
                        .option("size", "force")
                        .option("no_rotate", "true")
                        .toImage();
        var shown = new ShowPixels(own, background).of(small);
        byte[] rgb = new byte[shown.rgb().remaining()];
        shown.rgb().get(rgb);
        return Glance.of(shown.width(), shown.height(), rgb);
    }

    private static Image shrunk(Scope own, Made made, MemorySegment file) throws VipsException {
        var loaders = new Loaders(own, ShowPixels.kind(made.format()), file);
        int factor = Math.min(made.width(), made.height()) / SIDE;
        return switch (made.format()) {
            case JPEG ->
                    factor < 2
                            ? loaders.first()
                            : loaders.shrunkJpeg(Math.min(8, Integer.highestOneBit(factor)));
            case WEBP -> factor < 2 ? loaders.first() : loaders.scaledWebp(1.0 / factor);
            case PNG, AVIF, GIF -> loaders.first();
        };
    }
}
