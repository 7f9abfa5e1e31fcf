package org.imgmill.transcode.jpeg;

import java.util.Optional;
import org.imgmill.transcode.look.Pixels;
import org.imgmill.transcode.look.Window;

/// Decodes a JPEG to pixels, to judge what was lost of it; stored files never come from here.
///
/// It works in the buffers of a [JpegRecompressor] and serves the same one thread. Colours are as
/// they stand in the file, whatever its profile says, and the picture lies as it is stored.
public final class JpegPixels {

    private final JpegRecompressor codec;

    public JpegPixels(JpegRecompressor codec) {
        this.codec = codec;
    }

    /// The [Window] of the picture; empty where this codec refuses the file.
    public Optional<Pixels> decode(byte[] in, int length) {
        return codec.guarded(
                in, length, file -> Optional.of(decode(file)), refused -> Optional.empty());
    }

    private Pixels decode(JpegFile file) {
        Frame frame = file.frame();
        new StorePicture(codec.workspace()).run(file, 1, 1, 1);
        Window window = Window.of(frame.width(), frame.height());
        var samples = new Samples[frame.components().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    Samples.of(
                            frame,
                            frame.components()[i],
                            file.steps()[i],
                            codec.workspace().coefficients(),
                            window);
        }
        int[] rgb = new int[window.width() * window.height()];
        var rows = new int[samples.length][window.width()];
        for (int y = 0; y < window.height(); y++) {
            for (int i = 0; i < samples.length; i++) {
                samples[i].row(window.y() + y, window.x(), rows[i]);
            }
            if (samples.length == 1) {
                grey(rows[0], rgb, y * window.width());
            } else {
                colour(rows, rgb, y * window.width());
            }
        }
        return new Pixels(window.width(), window.height(), rgb);
    }

    private static void grey(int[] luma, int[] rgb, int at) {
        for (int x = 0; x < luma.length; x++) {
            rgb[at + x] = luma[x] * 0x010101;
        }
    }

    /// From YCbCr to RGB (JFIF 1.02), in 2^16ths.
    private static void colour(int[][] rows, int[] rgb, int at) {
        int[] luma = rows[0];
        int[] blues = rows[1];
        int[] reds = rows[2];
        for (int x = 0; x < luma.length; x++) {
            int y = (luma[x] << 16) + 32_768;
            int cb = blues[x] - 128;
            int cr = reds[x] - 128;
            int red = Math.clamp((y + 91_881 * cr) >> 16, 0, 255);
            int green = Math.clamp((y - 22_554 * cb - 46_802 * cr) >> 16, 0, 255);
            int blue = Math.clamp((y + 116_130 * cb) >> 16, 0, 255);
            rgb[at + x] = red << 16 | green << 8 | blue;
        }
    }
}
