package org.imgmill.transcode.child;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// How far an animation has moved away from what it was made of: the mean of a block of 8x8 pixels,
/// which lossy coding hardly changes, against the same in the input, frame by frame.
///
/// libwebp leaves out what has changed little since the last frame that it was given, not since the
/// last that it wrote; where things change slowly, old blocks stay for good.
///
/// @param frame the mean difference of all blocks of the worst frame, of 255
/// @param block the difference of the worst block
record Drift(double frame, double block) {

    private static final int SIDE = 8;

    /// Magenta lies behind see-through pixels: few pictures have it, so opacity counts too.
    private static final String BEHIND = "255 0 255";

    /// Milliseconds of each frame; missing where a file gives its frames no time.
    private static final String DELAY = "delay";

    private static final double SUSPICIOUS_FRAME = 2;
    private static final double SUSPICIOUS_BLOCK = 12;
    private static final double WORSE_FRAME = 1;
    private static final double WORSE_BLOCK = 6;

    /// Whether to make the file again and compare.
    boolean isSuspicious() {
        return frame > SUSPICIOUS_FRAME || block > SUSPICIOUS_BLOCK;
    }

    /// Whether this is more than quality explains.
    ///
    /// @param safe the drift of the same frames where each was written on its own
    boolean isWorseThan(Drift safe) {
        return frame > safe.frame + WORSE_FRAME || block > safe.block + WORSE_BLOCK;
    }

    /// Both are read from top to bottom, once.
    static Drift between(Scope scope, Image before, Image after) throws VipsException {
        var one = Columns.of(scope, before);
        var other = Columns.of(scope, after);
        double frame = 0;
        double block = 0;
        int[] shown = shown(before, after);
        for (int i = 0; i < shown.length; i++) {
            double sum = 0;
            for (int row = 0; row < one.rows(); row++) {
                for (int at = 0; at < one.width; at++) {
                    double off = Math.abs(one.mean(i, row, at) - other.mean(shown[i], row, at));
                    block = Math.max(block, off);
                    sum += off;
                }
            }
            frame = Math.max(frame, sum / ((double) one.rows() * one.width));
        }
        return new Drift(frame, block);
    }

    /// For each frame of the input the frame of the output that is shown when it begins: frames
    /// that are alike become one.
    private static int[] shown(Image before, Image after) throws VipsException {
        int frames = before.height() / before.pageHeight();
        int written = after.height() / after.pageHeight();
        int[] shown = new int[frames];
        if (written == frames || !before.has(DELAY) || !after.has(DELAY)) {
            for (int i = 0; i < frames; i++) {
                shown[i] = Math.min(i, written - 1);
            }
            return shown;
        }
        int[] delays = before.integers(DELAY);
        int[] writtenDelays = after.integers(DELAY);
        long start = 0;
        long end = writtenDelays[0];
        int now = 0;
        for (int i = 0; i < frames; i++) {
            while (now + 1 < written && start >= end) {
                end += writtenDelays[++now];
            }
            shown[i] = now;
            start += delays[i];
        }
        return shown;
    }

    /// An animation, its columns already averaged eight by eight.
    ///
    /// @param width in bytes
    private record Columns(MemorySegment pixels, int width, int pageHeight) {

        static Columns of(Scope scope, Image image) throws VipsException {
            Image colours =
                    image.hasAlpha()
                            ? scope.operation("flatten")
                                    .image(image)
                                    .option("background", image.bands() > 2 ? BEHIND : "255")
                                    .toImage()
                            : image;
            Image narrow =
                    scope.operation("shrinkh")
                            .image(colours)
                            .option("hshrink", Math.min(SIDE, image.width()))
                            .toImage();
            return new Columns(
                    scope.operation("rawsave_buffer").image(narrow).toBuffer(),
                    narrow.width() * narrow.bands(),
                    image.pageHeight());
        }

        int rows() {
            return (pageHeight + SIDE - 1) / SIDE;
        }

        double mean(int frame, int row, int at) {
            int from = row * SIDE;
            int end = Math.min(from + SIDE, pageHeight);
            int sum = 0;
            for (int y = from; y < end; y++) {
                long line = (long) frame * pageHeight + y;
                sum += pixels.get(ValueLayout.JAVA_BYTE, line * width + at) & 0xFF;
            }
            return (double) sum / (end - from);
        }
    }
}
