package org.imgmill.transcode.child;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.imgmill.transcode.apng.Apng;
import org.imgmill.transcode.apng.Canvas;
import org.imgmill.transcode.apng.Frame;
import org.imgmill.transcode.colour.ColourSpace;
import org.imgmill.transcode.header.Kind;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;
import org.jspecify.annotations.Nullable;

/// Draws the frames of an animated PNG, which libvips reads only one picture of.
///
/// @param space what the file says its colours mean; null: what its profile says
record DrawApng(Scope scope, Apng apng, @Nullable ColourSpace space) {

    private static final int OPAQUE = 255;

    /// The first frames stacked in one image, as libvips has animations; in sRGB.
    Image frames(int count) throws VipsException {
        long pageBytes = (long) apng.width() * apng.height() * Canvas.BYTES;
        MemorySegment pages = scope.allocate(pageBytes * count);
        int[] delays = new int[count];
        try (Scope drawing = scope.nested()) {
            var canvas =
                    new Canvas(apng.width(), apng.height(), (bytes, _) -> drawing.allocate(bytes));
            for (int i = 0; i < count; i++) {
                Frame frame = apng.frames().get(i);
                delays[i] = frame.milliseconds();
                draw(frame, canvas, pages.asSlice(i * pageBytes, pageBytes));
            }
        }
        Image all = scope.image(pages, apng.width(), apng.height() * count, Canvas.BYTES);
        if (count > 1) {
            all.set("page-height", apng.height());
            all.set("n-pages", count);
            all.set("delay", delays);
            all.set("loop", apng.plays());
        }
        return isOpaque(pages) ? colours(all) : all;
    }

    private void draw(Frame frame, Canvas canvas, MemorySegment page) throws VipsException {
        try (Scope own = scope.nested()) {
            MemorySegment png = apng.png(frame, (bytes, _) -> own.allocate(bytes));
            Image plain = new Loaders(own, Kind.PNG, png).first();
            MemorySegment pixels =
                    own.operation("rawsave_buffer")
                            .image(inFull(own, Colours.toSrgb(own, plain, space)))
                            .toBuffer();
            canvas.draw(frame, pixels, page);
        }
    }

    private static Image inFull(Scope scope, Image image) throws VipsException {
        return Colours.withOpacity(scope, Colours.inColour(scope, image));
    }

    private Image colours(Image image) throws VipsException {
        return scope.operation("extract_band")
                .image(image)
                .option("band", 0)
                .option("n", Canvas.BYTES - 1)
                .toImage();
    }

    private static boolean isOpaque(MemorySegment pixels) {
        for (long at = Canvas.BYTES - 1L; at < pixels.byteSize(); at += Canvas.BYTES) {
            if (pixels.get(JAVA_BYTE, at) != (byte) OPAQUE) {
                return false;
            }
        }
        return true;
    }
}
