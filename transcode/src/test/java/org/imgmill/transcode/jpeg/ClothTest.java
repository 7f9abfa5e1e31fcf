package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.JpegTarget.Extent;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Cloth too fine for a smaller picture comes back as coarse bands in hardly more strength than
/// through libvips's Lanczos3 from all pixels: down to half the size by a 25th of its contrast at
/// most, below by an eighth.
class ClothTest {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 420;

    private static final double AS_MUCH = 1.1;

    /// Of the cloth's own contrast, what may be left beyond that: from half the size on sharp reads
    /// a JPEG at half its frequencies, and libvips averages pixels beforehand.
    private static final double ABOVE_HALF = 0.04;

    private static final double BELOW_HALF = 0.13;

    @AutoClose private static final LibvipsLanczos LIBVIPS = new LibvipsLanczos();

    private final JpegResizer resizer = new JpegResizer(new JpegRecompressor());

    /// @param period pixels of the source from thread to thread
    /// @param where the cloth lies, in a smooth picture
    /// @param components that are woven: 0 luma, 1 and 2 colours
    /// @param strength of a thread against its ground; weak enough that no decoder has to clamp
    record Cloth(double period, double degrees, Rectangle where, int strength, int... components) {

        double at(int component, int x, int y) {
            double smooth = component == 0 ? 40.0 * x / WIDTH - 20.0 * y / HEIGHT : 8;
            for (int woven : components) {
                if (woven == component && where.contains(x, y)) {
                    return threads(x, y) * strength / components.length;
                }
            }
            return smooth;
        }

        /// Warp and weft.
        private double threads(int x, int y) {
            double angle = Math.toRadians(degrees);
            double across = x * Math.cos(angle) + y * Math.sin(angle);
            double down = y * Math.cos(angle) - x * Math.sin(angle);
            return Math.cos(2 * Math.PI * across / period) + Math.cos(2 * Math.PI * down / period);
        }

        @Override
        public String toString() {
            return "threads %.1f apart at %.0f degrees in %d x %d"
                    .formatted(period, degrees, where.width, where.height);
        }
    }

    static List<Cloth> cloths() {
        var all = new Rectangle(0, 0, WIDTH, HEIGHT);
        var patch = new Rectangle(203, 147, 90, 70);
        var swatch = new Rectangle(301, 90, 36, 36);
        var cloths = new ArrayList<Cloth>();
        for (double period : new double[] {2.1, 2.6, 3.1, 3.7, 4.6}) {
            for (double degrees : new double[] {0, 7, 22, 45}) {
                cloths.add(new Cloth(period, degrees, all, 50, 0));
                cloths.add(new Cloth(period, degrees, patch, 50, 0));
            }
            cloths.add(new Cloth(period, 14, swatch, 50, 0));
            cloths.add(new Cloth(period, 14, all, 30, 1, 2));
            cloths.add(new Cloth(period, 14, patch, 44, 0, 1));
        }
        return cloths;
    }

    @ParameterizedTest
    @MethodSource("cloths")
    void clothAliasesNoMoreThanThroughLibvips(Cloth cloth)
            throws IOException, InterruptedException {
        byte[] in = PaintedJpeg.of(Layout.sequential(WIDTH, HEIGHT, 11, 11, 11), cloth::at);
        var whole = LibvipsLanczos.read(in);
        for (int width : new int[] {448, 350, 300, 280, 187, 140, 93}) {
            var theirs = LIBVIPS.smaller(whole, width);
            var ours = LibvipsLanczos.read(smaller(in, width, theirs.getHeight()));
            var seen = seen(cloth.where, width);
            for (int channel = 0; channel < 3; channel++) {
                double more = 2 * width > WIDTH ? ABOVE_HALF : BELOW_HALF;
                assertThat(spread(ours, seen, channel))
                        .as("%s at %d: channel %d", cloth, width, channel)
                        .isLessThan(
                                AS_MUCH * spread(theirs, seen, channel)
                                        + more * spread(whole, cloth.where, channel));
            }
        }
    }

    private byte[] smaller(byte[] in, int width, int height) {
        var finest = new JpegOptions(100, /* foldChroma= */ false, /* keepMetadata= */ false);
        var target = new JpegTarget(shown -> new Extent(width, height), finest);
        return ((Done) resizer.resize(in, in.length, target)).bytes();
    }

    /// Where in the smaller picture nothing but cloth is, whatever a filter reaches.
    private static Rectangle seen(Rectangle where, int width) {
        double scale = (double) width / WIDTH;
        int margin = 4;
        int left = (int) Math.ceil(where.x * scale) + margin;
        int top = (int) Math.ceil(where.y * scale) + margin;
        int right = (int) ((where.x + where.width) * scale) - margin;
        int bottom = (int) ((where.y + where.height) * scale) - margin;
        return new Rectangle(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
    }

    /// The root of the mean square around the mean.
    private static double spread(BufferedImage image, Rectangle where, int channel) {
        double sum = 0;
        double squares = 0;
        for (int y = where.y; y < where.y + where.height; y++) {
            for (int x = where.x; x < where.x + where.width; x++) {
                int value = (image.getRGB(x, y) >> (8 * channel)) & 0xFF;
                sum += value;
                squares += value * value;
            }
        }
        double count = Math.max(1, where.width * where.height);
        return Math.sqrt(Math.max(0, squares / count - sum * sum / count / count));
    }
}
