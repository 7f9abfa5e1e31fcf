package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Folded chroma is what halving the samples and transforming them again gives.
class ChromaFoldTest {

    /// The codec rounds in single precision: this close to a tie either neighbour is right.
    private static final double TIE = 0.002;

    private final JpegRecompressor recompressor = new JpegRecompressor();

    static List<Layout> layouts() {
        int[][] samplings = {{11, 11, 11}, {21, 11, 11}, {12, 11, 11}};
        int[][] sizes = {
            {1, 1}, {8, 8}, {9, 8}, {8, 9}, {16, 16}, {17, 16}, {16, 17}, {23, 25}, {33, 47},
            {100, 75}
        };
        var layouts = new ArrayList<Layout>();
        for (int[] sampling : samplings) {
            for (int[] size : sizes) {
                for (int restart : new int[] {0, 3}) {
                    layouts.add(new Layout(size[0], size[1], false, true, restart, 20, sampling));
                    layouts.add(new Layout(size[0], size[1], false, false, restart, 9, sampling));
                    layouts.add(new Layout(size[0], size[1], true, true, restart, 30, sampling));
                }
            }
        }
        return layouts;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void chromaIsHalvedAndLumaIsExact(Layout layout) throws IOException {
        requireFolded(layout.toString(), SampleJpeg.of(layout, 3));
    }

    @Test
    void photosWithFullChromaAreHalved() throws IOException {
        List<Path> full =
                SharedFiles.photos().stream().filter(p -> p.toString().contains("444")).toList();
        assertThat(full).isNotEmpty();
        for (Path photo : full) {
            requireFolded(photo.toString(), Files.readAllBytes(photo));
        }
    }

    @Test
    void chromaStaysWhereTheQualityIsHigh() {
        byte[] in = SampleJpeg.of(Layout.sequential(64, 64, 11, 11, 11), 5);
        assertThat(new PlainJpeg(done(in, JpegOptions.quality(80))).h[0]).isEqualTo(1);
        assertThat(new PlainJpeg(done(in, JpegOptions.quality(79))).h[0]).isEqualTo(2);
    }

    @Test
    void chromaStaysWhereItIsToBeKept() {
        byte[] in = SampleJpeg.of(Layout.sequential(64, 64, 11, 11, 11), 5);
        byte[] out = done(in, new JpegOptions(50, false, false));
        Exact.require("kept", in, out, 50);
    }

    private byte[] done(byte[] in, JpegOptions options) {
        return ((Done) recompressor.recompress(in, in.length, options)).bytes();
    }

    private void requireFolded(String name, byte[] in) throws IOException {
        byte[] out = done(in, JpegOptions.quality(50));
        Exact.decodeWithoutWarnings(name, out);
        var before = new PlainJpeg(in);
        var after = new PlainJpeg(out);
        assertThat(after.h).as(name).startsWith(2, 1, 1);
        assertThat(after.v).as(name).startsWith(2, 1, 1);
        for (int y = 0; y < before.blocksDown(0); y++) {
            for (int x = 0; x < before.blocksAcross(0); x++) {
                Exact.requireBlock(name, before, after, 0, y, x);
            }
        }
        for (int c = 1; c < 3; c++) {
            for (int y = 0; y < after.blocksDown(c); y++) {
                for (int x = 0; x < after.blocksAcross(c); x++) {
                    requireFoldedBlock(name, before, after, c, y, x);
                }
            }
        }
    }

    private static void requireFoldedBlock(
            String name, PlainJpeg before, PlainJpeg after, int c, int y, int x) {
        double[][] samples = new double[8][8];
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                samples[row][column] = halvedSample(before, c, 8 * y + row, 8 * x + column);
            }
        }
        for (int k = 0; k < 64; k++) {
            int v = ZigZag.NATURAL[k] / 8;
            int u = ZigZag.NATURAL[k] % 8;
            double sum = 0;
            for (int row = 0; row < 8; row++) {
                for (int column = 0; column < 8; column++) {
                    sum += samples[row][column] * basis(8, v, row) * basis(8, u, column);
                }
            }
            double exact = Math.clamp(sum / after.steps[c][k], -1023.0, 1023.0);
            int value = after.blocks[c][y][x][k];
            if (Math.abs(value - exact) > 0.5 + TIE) {
                throw new AssertionError(
                        "%s: component %d block %d,%d position %d is %d, not %f"
                                .formatted(name, c, x, y, k, value, exact));
            }
        }
    }

    /// One sample of the halved component: an inverse DCT of only the frequencies it can hold.
    private static double halvedSample(PlainJpeg picture, int c, int row, int column) {
        int[] across = place(column, picture.h[0] == 1, picture.blocksAcross(c));
        int[] down = place(row, picture.v[0] == 1, picture.blocksDown(c));
        int width = picture.h[0] == 1 ? 4 : 8;
        int height = picture.v[0] == 1 ? 4 : 8;
        int[] block = picture.blocks[c][down[0]][across[0]];
        double sum = 0;
        for (int k = 0; k < 64; k++) {
            int v = ZigZag.NATURAL[k] / 8;
            int u = ZigZag.NATURAL[k] % 8;
            if (block[k] != 0 && u < width && v < height) {
                sum +=
                        block[k]
                                * picture.steps[c][k]
                                * basis(width, u, across[1])
                                * basis(height, v, down[1]);
            }
        }
        return sum * Math.sqrt(width * height / 64.0);
    }

    /// Block and place in it of a sample; beyond the last block the picture is mirrored.
    private static int[] place(int sample, boolean halved, int blocks) {
        int size = halved ? 4 : 8;
        int mirrored = sample < blocks * size ? sample : 2 * blocks * size - 1 - sample;
        return new int[] {mirrored / size, mirrored % size};
    }

    private static double basis(int size, int frequency, int sample) {
        double scale = Math.sqrt((frequency == 0 ? 1.0 : 2.0) / size);
        return scale * Math.cos((2 * sample + 1) * frequency * Math.PI / (2 * size));
    }
}
