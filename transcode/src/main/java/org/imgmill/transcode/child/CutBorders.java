package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.imgmill.transcode.Trim;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Cuts away borders of one colour; in an animation, what is border in every frame.
final class CutBorders {

    private static final String WHITE = "255";

    private CutBorders() {}

    /// @param image in memory; where it is nothing but border it stays whole
    static Image of(Scope scope, Image image, Trim trim) throws VipsException {
        Box kept = null;
        for (int i = 0; i < EachFrame.count(image); i++) {
            try (Scope own = scope.nested()) {
                Box content = content(own, EachFrame.frame(own, image, i), trim);
                if (content.width() > 0 && content.height() > 0) {
                    kept = kept == null ? content : kept.around(content);
                }
            }
        }
        if (kept == null
                || (kept.width() == image.width() && kept.height() == image.pageHeight())) {
            return image;
        }
        return EachFrame.of(scope, image, List.of(new Cut(kept)));
    }

    private static Box content(Scope scope, Image frame, Trim trim) throws VipsException {
        int[] found =
                scope.operation("find_trim")
                        .image(frame)
                        .option("background", trim == Trim.CORNER ? corner(scope, frame) : WHITE)
                        .toIntegers("left", "top", "width", "height");
        return new Box(found[0], found[1], found[2], found[3]);
    }

    /// A see-through corner counts as white.
    private static String corner(Scope scope, Image frame) throws VipsException {
        MemorySegment pixel =
                scope.operation("rawsave_buffer")
                        .image(Cut.out(scope, frame, new Box(0, 0, 1, 1)))
                        .toBuffer();
        int colours = frame.hasAlpha() ? frame.bands() - 1 : frame.bands();
        if (frame.hasAlpha() && u8(pixel, colours) == 0) {
            return WHITE;
        }
        var colour = new StringBuilder();
        for (int i = 0; i < colours; i++) {
            colour.append(i == 0 ? "" : " ").append(u8(pixel, i));
        }
        return colour.toString();
    }

    private static int u8(MemorySegment pixel, int band) {
        return pixel.get(ValueLayout.JAVA_BYTE, band) & 0xFF;
    }
}
