package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
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
        decodeWithoutWarnings("input", in);
        for (int quality : new int[] {50, 90}) {
            byte[] out = done(in, new JpegOptions(quality, false, false));
            requireExact(layout.toString(), in, out, quality);
            decodeWithoutWarnings(layout.toString(), out);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 25, 49, 51, 75, 80, 95, 100})
    void everyQualityIsExact(int quality) throws IOException {
        byte[] in = SampleJpeg.of(Layout.sequential(120, 90, 22, 11, 11), quality);
        requireExact("sample", in, done(in, new JpegOptions(quality, true, false)), quality);
    }

    @Test
    void everyPhotoIsRequantisedExactly() throws IOException {
        for (Path file : SharedFiles.photos()) {
            byte[] in = Files.readAllBytes(file);
            byte[] out = done(in, new JpegOptions(50, false, false));
            requireExact(file.toString(), in, out, 50);
            decodeWithoutWarnings(file.toString(), out);
        }
    }

    @Test
    void everySoundFileIsRequantisedExactlyOrRefused() throws IOException {
        int done = 0;
        for (Path file : SharedFiles.soundJpegs()) {
            byte[] in = Files.readAllBytes(file);
            switch (recompressor.recompress(in, in.length, new JpegOptions(50, false, false))) {
                case Done(var out, var width, var height) -> {
                    requireExact(file.toString(), in, out, 50);
                    decodeWithoutWarnings(file.toString(), out);
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
                java.util.Arrays.fill(sources, source);
                java.util.Arrays.fill(targets, target);
                var requantiser = new Requantiser(sources, targets);
                for (int value = -1024; value < 1024; value++) {
                    if (requantiser.dc(value) != formula(value, source, target)) {
                        throw new AssertionError(value + " * " + source + " / " + target);
                    }
                }
            }
        }
    }

    private byte[] done(byte[] in, JpegOptions options) {
        return switch (recompressor.recompress(in, in.length, options)) {
            case Done(var bytes, var width, var height) -> bytes;
            case Refused refused -> throw new AssertionError(refused);
        };
    }

    /// Nearest integer, exact ties toward zero.
    private static int formula(int value, int source, int target) {
        int twice = 2 * Math.abs(value) * source;
        int magnitude = (twice + target - 1) / (2 * target);
        return value < 0 ? -magnitude : magnitude;
    }

    private static void requireExact(String name, byte[] in, byte[] out, int quality) {
        var before = new PlainJpeg(in);
        var after = new PlainJpeg(out);
        assertThat(after.width).as(name).isEqualTo(before.width);
        assertThat(after.height).as(name).isEqualTo(before.height);
        assertThat(after.count).as(name).isEqualTo(before.count);
        for (int c = 0; c < before.count; c++) {
            int[] wanted = c == 0 ? QualitySteps.luma(quality) : QualitySteps.chroma(quality);
            for (int k = 0; k < 64; k++) {
                int target = Math.max(wanted[k], before.steps[c][k]);
                assertThat(after.steps[c][k]).as("%s step %d", name, k).isEqualTo(target);
            }
            for (int y = 0; y < before.blocksDown(c); y++) {
                for (int x = 0; x < before.blocksAcross(c); x++) {
                    requireExactBlock(name, before, after, c, y, x);
                }
            }
        }
    }

    private static void requireExactBlock(
            String name, PlainJpeg before, PlainJpeg after, int c, int y, int x) {
        for (int k = 0; k < 64; k++) {
            int value = Math.clamp(before.blocks[c][y][x][k], k == 0 ? -1024 : -1023, 1023);
            int expected = formula(value, before.steps[c][k], after.steps[c][k]);
            if (after.blocks[c][y][x][k] != expected) {
                throw new AssertionError(
                        "%s: component %d block %d,%d position %d: %d from %d * %d / %d"
                                .formatted(
                                        name,
                                        c,
                                        x,
                                        y,
                                        k,
                                        after.blocks[c][y][x][k],
                                        value,
                                        before.steps[c][k],
                                        after.steps[c][k]));
            }
        }
    }

    static void decodeWithoutWarnings(String name, byte[] jpeg) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        var warnings = new ArrayList<String>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        try (var stream = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(stream);
            assertThat(reader.readRaster(0, null).getWidth()).as(name).isPositive();
        } finally {
            reader.dispose();
        }
        assertThat(warnings).as(name).isEmpty();
    }
}
