package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Refused;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every coefficient of the output is what the formula says, by a decoder that shares no code.
class ExactnessTest {

    private final JpegRecompressor recompressor = new JpegRecompressor();

    static List<Layout> layouts() {
        int[][] samplings = {
            {11}, {22, 11, 11}, {21, 11, 11}, {12, 11, 11}, {11, 11, 11}, {41, 11, 11},
            {11, 22, 22}, {22, 21, 12}, {13, 11, 11}, {14, 11, 11}, {21, 21, 21}, {42, 11, 11}
        };
        int[][] sizes = {{1, 1}, {8, 8}, {9, 17}, {97, 61}, {160, 33}, {16, 16}};
        var layouts = new ArrayList<Layout>();
        for (int[] sampling : samplings) {
            for (int[] size : sizes) {
                for (int restart : new int[] {0, 1, 7}) {
                    layouts.add(new Layout(size[0], size[1], false, true, restart, 14, sampling));
                    layouts.add(new Layout(size[0], size[1], false, false, restart, 30, sampling));
                    layouts.add(new Layout(size[0], size[1], true, true, restart, 8, sampling));
                }
            }
        }
        return layouts;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void aGeneratedPictureIsRequantisedExactly(Layout layout) throws IOException {
        byte[] in = SampleJpeg.of(layout, 7);
        Exact.decodeWithoutWarnings("input", in);
        for (int quality : new int[] {50, 90}) {
            byte[] out = done(in, new JpegOptions(quality, false, false));
            Exact.require(layout.toString(), in, out, quality);
            Exact.decodeWithoutWarnings(layout.toString(), out);
        }
    }

    /// Its symbols are as long as they get, so that every number of them fills the encoder's word.
    @ParameterizedTest
    @ValueSource(ints = {90, 96, 100})
    void noiseIsExactAtHighQualities(int quality) throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            byte[] in = noise(seed);
            byte[] out = done(in, new JpegOptions(quality, false, false));
            Exact.require("noise " + seed, in, out, quality);
            Exact.decodeWithoutWarnings("noise " + seed, out);
        }
    }

    private static byte[] noise(int seed) throws IOException {
        var picture = new BufferedImage(40, 33, BufferedImage.TYPE_INT_RGB);
        var random = new Random(seed);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var best = writer.getDefaultWriteParam();
        best.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        best.setCompressionQuality(1);
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), best);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 25, 49, 51, 75, 80, 95, 100})
    void everyQualityIsExact(int quality) throws IOException {
        byte[] in = SampleJpeg.of(Layout.sequential(120, 90, 22, 11, 11), quality);
        Exact.require("sample", in, done(in, new JpegOptions(quality, true, false)), quality);
    }

    /// Up to the longest run of ends that there is, and then a bit for each of 63 values.
    @Test
    void aLongRunOfEndsMayStartInABusyBlock() throws IOException {
        short[] coefficients = new short[64 * 8];
        for (int k = 0; k < 64; k++) {
            coefficients[k] = (short) (k % 2 == 0 ? 21 : -14);
            coefficients[64 * 6 + k] = (short) (k % 3 == 0 ? 9 : -30);
        }
        for (int side : new int[] {64, 1048, 1496}) {
            Layout layout = Layout.progressive(side, side, 11);
            byte[] in = SampleJpeg.of(layout, coefficients);
            Exact.decodeWithoutWarnings("side " + side, in);
            Exact.require("side " + side, in, done(in, JpegOptions.quality(50)), 50);
        }
    }

    @Test
    void everyPhotoIsRequantisedExactly() throws IOException {
        for (Path file : SharedFiles.photos()) {
            byte[] in = Files.readAllBytes(file);
            byte[] out = done(in, new JpegOptions(50, false, false));
            Exact.require(file.toString(), in, out, 50);
            Exact.decodeWithoutWarnings(file.toString(), out);
        }
    }

    @Test
    void everySoundFileIsRequantisedExactlyOrRefused() throws IOException {
        int done = 0;
        for (Path file : SharedFiles.soundJpegs()) {
            byte[] in = Files.readAllBytes(file);
            switch (recompressor.recompress(in, in.length, new JpegOptions(50, false, false))) {
                case Done(var out, var width, var height, var _) -> {
                    Exact.require(file.toString(), in, out, 50);
                    Exact.decodeWithoutWarnings(file.toString(), out);
                    done++;
                }
                case Refused(var reason, var detail) ->
                        System.out.println(file + " refused: " + reason + ", " + detail);
            }
        }
        assertThat(done).isGreaterThan(70);
    }

    @Test
    void theFactorRoundsEveryValueExactly() {
        for (int source = 1; source <= 255; source++) {
            for (int target = source; target <= 255; target++) {
                int[] sources = new int[64];
                int[] targets = new int[64];
                Arrays.fill(sources, source);
                Arrays.fill(targets, target);
                var requantiser = new Requantiser(sources, targets);
                for (int value = -1024; value < 1024; value++) {
                    if (requantiser.dc(value) != Exact.formula(value, source, target)) {
                        throw new AssertionError(value + " * " + source + " / " + target);
                    }
                }
            }
        }
    }

    private byte[] done(byte[] in, JpegOptions options) {
        return switch (recompressor.recompress(in, in.length, options)) {
            case Done(var bytes, var width, var height, var _) -> bytes;
            case Refused refused -> throw new AssertionError(refused);
        };
    }
}
