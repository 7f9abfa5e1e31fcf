package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import org.imgmill.transcode.Glance;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// Reads a finished file again, as small as its decoder gives it, to see what it looks like from
/// far away; of an animation its first frame.
record LookFromAfar(Scope scope, int background) {

    private static final int SIDE = 64;

    /// Null where it cannot be had: a picture is stored without it, too.
    @Nullable Glance at(Made made, MemorySegment file) {
        try (Scope own = scope.nested()) {
            Image small =
                    own.operation("thumbnail_image")
                            .image(shrunk(own, made, file))
                            .option("width", SIDE)
                            .option("height", SIDE)
                            .option("size", "force")
                            .option("no_rotate", "true")
                            .toImage();
            var shown = new ShowPixels(own, background).of(small);
            byte[] rgb = new byte[shown.rgb().remaining()];
            shown.rgb().get(rgb);
            return Glance.of(shown.width(), shown.height(), rgb);
        } catch (VipsException e) {
            return null;
        }
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
