package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// Compares an output with its input, coefficient by coefficient, as [PlainJpeg] reads them.
final class Exact {

    /// Nearest integer, exact ties toward zero.
    static int formula(int value, int source, int target) {
        int twice = 2 * Math.abs(value) * source;
        int magnitude = (twice + target - 1) / (2 * target);
        return value < 0 ? -magnitude : magnitude;
    }

    static void require(String name, byte[] in, byte[] out, int quality) {
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
                    requireBlock(name, before, after, c, y, x);
                }
            }
        }
    }

    static void requireBlock(String name, PlainJpeg before, PlainJpeg after, int c, int y, int x) {
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

    /// ImageIO's decoder, which is libjpeg, finds nothing to complain about.
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

    private Exact() {}
}
