package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.imgmill.transcode.jpeg.JpegTarget.Extent;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A sharp edge between two colours stays where it is, in every component alike, to an eighth of a
/// pixel: what rounding samples to whole numbers leaves open.
class ColourEdgeTest {

    private static final double STAYS = 0.125;

    private final JpegResizer resizer = new JpegResizer(new JpegRecompressor());

    /// @param edge before which pixel of the source the colour changes, in either direction
    record Case(Layout layout, int edge, int width, int height) {

        @Override
        public String toString() {
            return "%d x %d of %s to %d x %d"
                    .formatted(
                            layout.width(),
                            layout.height(),
                            Arrays.toString(layout.sampling()),
                            width,
                            height);
        }
    }

    static List<Case> cases() {
        var cases = new ArrayList<Case>();
        for (int[] sampling :
                new int[][] {{22, 11, 11}, {21, 11, 11}, {12, 11, 11}, {11, 11, 11}}) {
            for (int[] size :
                    new int[][] {
                        {320, 240, 200, 150},
                        {321, 241, 160, 120},
                        {321, 241, 161, 121},
                        {243, 179, 201, 149},
                        {243, 179, 61, 45},
                        {322, 242, 80, 60}
                    }) {
                for (int edge : new int[] {96, 101, 110}) {
                    var layout = Layout.sequential(size[0], size[1], sampling);
                    cases.add(new Case(layout, edge, size[2], size[3]));
                }
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anEdgeOfColourStaysWhereItIs(Case one) throws IOException {
        for (boolean across : new boolean[] {true, false}) {
            byte[] in =
                    PaintedJpeg.of(
                            one.layout,
                            (component, x, y) -> side((across ? x : y) < one.edge, component));
            double scale =
                    across
                            ? (double) one.width / one.layout.width()
                            : (double) one.height / one.layout.height();
            for (boolean halved : new boolean[] {false, true}) {
                Raster out = raster(smaller(in, one.width, one.height, halved));
                for (int component = 0; component < 3; component++) {
                    assertThat(edge(out, component, across))
                            .as("component %d, chroma %s", component, halved ? "halved" : "kept")
                            .isCloseTo(one.edge * scale, within(STAYS));
                }
            }
        }
    }

    private static double side(boolean first, int component) {
        return switch (component) {
            case 0 -> first ? -30 : 30;
            case 1 -> first ? 50 : -40;
            default -> first ? -45 : 50;
        };
    }

    private byte[] smaller(byte[] in, int width, int height, boolean halved) {
        // At 79 chroma is halved; steps that fine move nothing.
        var options = new JpegOptions(halved ? 79 : 100, halved, /* keepMetadata= */ false);
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

    /// Where an edge as sharp as can be would have to be, for the mean to be what it is.
    private static double edge(Raster raster, int component, boolean across) {
        int length = across ? raster.getWidth() : raster.getHeight();
        double[] line = new double[length];
        int lines = across ? raster.getHeight() : raster.getWidth();
        for (int i = 0; i < length; i++) {
            for (int j = 0; j < lines; j++) {
                line[i] += raster.getSampleDouble(across ? i : j, across ? j : i, component);
            }
            line[i] /= lines;
        }
        double first = Arrays.stream(line, 0, 8).average().orElseThrow();
        double last = Arrays.stream(line, length - 8, length).average().orElseThrow();
        double mean = Arrays.stream(line).average().orElseThrow();
        return length * (last - mean) / (last - first);
    }
}
