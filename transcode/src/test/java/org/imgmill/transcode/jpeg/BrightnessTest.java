package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.imgmill.transcode.jpeg.JpegTarget.Extent;
import org.imgmill.transcode.jpeg.PaintedJpeg.Paint;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A smaller picture is neither brighter nor darker, to a twentieth of one of 255 levels.
class BrightnessTest {

    private static final double SAME = 0.05;
    private static final int[] WIDTHS = {1200, 800, 400, 200};

    /// Of pictures that are painted, in whole blocks at every width.
    private static final int SIDE = 1600;

    private final JpegResizer resizer = new JpegResizer(new JpegRecompressor());

    @Test
    void photographsStayAsBrightAsTheyAre() throws IOException {
        for (Path photo : SharedFiles.photos()) {
            requireSame(photo.getFileName().toString(), Files.readAllBytes(photo));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-128, -127, -100, -3, 0, 1, 72, 126, 127})
    void aFlatPictureStaysAsBrightAsItIs(int level) {
        requireSame("all " + level, (component, x, y) -> component == 0 ? level : 20);
    }

    @Test
    void slopesStayAsBrightAsTheyAre() {
        requireSame("to the right", (component, x, y) -> x * 255.0 / SIDE - 128);
        requireSame("downwards", (component, x, y) -> 100 - y * 200.0 / SIDE);
        requireSame("dark", (component, x, y) -> component == 0 ? x / 90.0 - 128 : 0);
        requireSame("bright", (component, x, y) -> component == 0 ? 127 - y / 60.0 : 0);
    }

    /// By the means of its blocks: to decode it would round whole areas in the same direction.
    private void requireSame(String name, Paint paint) {
        byte[] in = PaintedJpeg.of(Layout.sequential(SIDE, SIDE, 22, 11, 11), paint);
        double before = mean(new PlainJpeg(in));
        for (int width : WIDTHS) {
            double after = mean(new PlainJpeg(smaller(in, width, width)));
            assertThat(after).as("%s at %d", name, width).isCloseTo(before, within(SAME));
        }
    }

    private static double mean(PlainJpeg jpeg) {
        double sum = 0;
        for (int y = 0; y < jpeg.blocksDown(0); y++) {
            for (int x = 0; x < jpeg.blocksAcross(0); x++) {
                sum += jpeg.blocks[0][y][x][0] * jpeg.steps[0][0] / 8.0;
            }
        }
        return sum / jpeg.blocksDown(0) / jpeg.blocksAcross(0);
    }

    private void requireSame(String name, byte[] in) throws IOException {
        var whole = raster(in);
        double before = mean(whole);
        for (int width : WIDTHS) {
            int height = (int) Math.round((double) whole.getHeight() * width / whole.getWidth());
            if (whole.getWidth() > width && whole.getWidth() <= JpegResizer.MOST_RATIO * width) {
                double after = mean(raster(smaller(in, width, height)));
                assertThat(after).as("%s at %d", name, width).isCloseTo(before, within(SAME));
            }
        }
    }

    private byte[] smaller(byte[] in, int width, int height) {
        var options = new JpegOptions(100, /* foldChroma= */ false, /* keepMetadata= */ false);
        var target = new JpegTarget(shown -> new Extent(width, height), options);
        return ((Done) resizer.resize(in, in.length, target)).bytes();
    }

    /// By libjpeg, as the components stand in the file.
    private static Raster raster(byte[] jpeg) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(stream);
            return reader.readRaster(0, null);
        } finally {
            reader.dispose();
        }
    }

    /// Of luma.
    private static double mean(Raster raster) {
        var line = new int[raster.getWidth()];
        long sum = 0;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, line.length, 1, 0, line);
            for (int sample : line) {
                sum += sample;
            }
        }
        return (double) sum / line.length / raster.getHeight();
    }
}
