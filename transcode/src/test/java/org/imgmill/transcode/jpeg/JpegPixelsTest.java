package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.imgmill.transcode.look.Window;
import org.junit.jupiter.api.Test;

/// What pictures are judged by is what every decoder shows of them.
class JpegPixelsTest {

    private final JpegRecompressor codec = new JpegRecompressor();
    private final JpegPixels decoder = new JpegPixels(codec);

    @Test
    void everyLayoutDecodesAsInAnotherDecoder() throws IOException {
        for (int[] sampling :
                List.of(
                        new int[] {11},
                        new int[] {22, 11, 11},
                        new int[] {21, 11, 11},
                        new int[] {11, 11, 11},
                        new int[] {12, 11, 11})) {
            for (boolean progressive : new boolean[] {false, true}) {
                for (int[] size : new int[][] {{8, 8}, {33, 17}, {160, 97}, {24, 40}}) {
                    var layout = new Layout(size[0], size[1], progressive, true, 0, 4, sampling);
                    requireAlike(layout, NaturalJpeg.of(layout, 7));
                }
            }
        }
    }

    private void requireAlike(Layout layout, byte[] jpeg) throws IOException {
        var pixels = decoder.decode(jpeg, jpeg.length).orElseThrow();
        var reference = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(pixels.width()).isEqualTo(reference.getWidth());
        assertThat(pixels.height()).isEqualTo(reference.getHeight());
        long sum = 0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                int ours = pixels.rgb()[y * pixels.width() + x];
                // AWT takes grey for linear light where it makes colours of it.
                int theirs =
                        layout.sampling().length == 1
                                ? reference.getRaster().getSample(x, y, 0) * 0x010101
                                : reference.getRGB(x, y);
                for (int shift = 0; shift <= 16; shift += 8) {
                    sum += Math.abs((ours >> shift & 255) - (theirs >> shift & 255));
                }
            }
        }
        double mean = sum / (3.0 * pixels.rgb().length);
        // The other decoder repeats chroma where it is halved in one direction only.
        boolean differently = Arrays.equals(layout.sampling(), new int[] {12, 11, 11});
        assertThat(mean)
                .as("%s %s", Arrays.toString(layout.sampling()), layout)
                .isLessThan(differently ? 3 : 0.6);
    }

    @Test
    void ofALargePictureTheMiddleIsShown() {
        byte[] jpeg = SampleJpeg.of(Layout.sequential(2100, 1500, 22, 11, 11), 5);
        var window = Window.of(2100, 1500);
        var part = decoder.decode(jpeg, jpeg.length).orElseThrow();

        assertThat(window.width() * window.height()).isLessThanOrEqualTo(Window.MOST_PIXELS);
        assertThat(part.width()).isEqualTo(window.width());
        assertThat(part.rgb()).hasSize(window.width() * window.height());
    }

    @Test
    void everyWindowLiesInItsPicture() {
        for (int[] size :
                new int[][] {{1, 1}, {65535, 40}, {3, 60000}, {9000, 9000}, {1500, 1400}}) {
            Window window = Window.of(size[0], size[1]);
            assertThat(window.x() + window.width()).isLessThanOrEqualTo(size[0]);
            assertThat(window.y() + window.height()).isLessThanOrEqualTo(size[1]);
            assertThat(window.width()).isPositive();
            assertThat(window.height()).isPositive();
        }
    }

    @Test
    void noMutationOfAFileDoesMoreThanDecodeOrNot() {
        var random = new SplittableRandom(11);
        for (byte[] sample : MutationTest.samples()) {
            int[] good = decoder.decode(sample, sample.length).orElseThrow().rgb();
            for (int i = 0; i < 200; i++) {
                byte[] mutant = sample.clone();
                for (int n = random.nextInt(1, 5); n > 0; n--) {
                    mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
                }
                decoder.decode(mutant, mutant.length)
                        .ifPresent(pixels -> assertThat(pixels.rgb()).isNotEmpty());
            }
            assertThat(decoder.decode(sample, sample.length).orElseThrow().rgb()).isEqualTo(good);
        }
    }
}
