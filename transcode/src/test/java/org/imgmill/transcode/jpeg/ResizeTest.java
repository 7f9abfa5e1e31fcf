package org.imgmill.transcode.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.imgmill.transcode.jpeg.JpegTarget.Extent;
import org.imgmill.transcode.jpeg.Recompressed.Done;
import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.imgmill.transcode.jpeg.Recompressed.Refused;
import org.imgmill.transcode.jpeg.SampleJpeg.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A smaller JPEG made from coefficients is the one made from samples.
///
/// Long: the cases are a table, and the reference they are held to is one.
class ResizeTest {

    private static final JpegOptions FIFTY = JpegOptions.quality(50);

    private final JpegRecompressor recompressor = new JpegRecompressor();
    private final JpegResizer resizer = new JpegResizer(recompressor);

    record Case(Layout layout, int width, int height) {

        @Override
        public String toString() {
            return "%s of %s to %d x %d"
                    .formatted(layout, Arrays.toString(layout.sampling()), width, height);
        }
    }

    static List<Case> cases() {
        int[][] samplings = {
            {11},
            {11, 11, 11},
            {21, 11, 11},
            {12, 11, 11},
            {22, 11, 11},
            {41, 11, 11},
            {42, 11, 11},
            {22, 21, 11},
            {11, 22, 22}
        };
        int[][] sizes = {
            {2, 3, 1, 2},
            {17, 1, 9, 1},
            {1, 40, 1, 11},
            {33, 47, 20, 28},
            {100, 75, 99, 74},
            {121, 67, 40, 22},
            {200, 150, 25, 19},
            {160, 128, 80, 64},
            {255, 97, 16, 7}
        };
        var cases = new ArrayList<Case>();
        for (int[] sampling : samplings) {
            for (int[] size : sizes) {
                for (Layout layout : layouts(size[0], size[1], sampling)) {
                    cases.add(new Case(layout, size[2], size[3]));
                }
            }
        }
        return cases;
    }

    private static List<Layout> layouts(int width, int height, int... sampling) {
        return List.of(
                new Layout(width, height, false, true, 0, 0, sampling),
                new Layout(width, height, false, true, 5, 0, sampling),
                new Layout(width, height, false, false, 3, 0, sampling),
                new Layout(width, height, true, true, 2, 0, sampling));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCoefficientIsWithinOneStepOfThePlainReference(Case one) throws IOException {
        byte[] in = NaturalJpeg.of(one.layout, 5);
        Done done = done(in, target(one.width, one.height, FIFTY));
        assertThat(done.width()).isEqualTo(one.width);
        assertThat(done.height()).isEqualTo(one.height);
        Exact.decodeWithoutWarnings(one.toString(), done.bytes());
        requireNear(one.toString(), in, done.bytes());
    }

    private static void requireNear(String name, byte[] in, byte[] out) {
        var source = new PlainJpeg(in);
        var result = new PlainJpeg(out);
        for (int c = 0; c < result.count; c++) {
            var reference = new PlainResize(source, result, c);
            for (int y = 0; y < result.blocksDown(c); y++) {
                for (int x = 0; x < result.blocksAcross(c); x++) {
                    for (int k = 0; k < 64; k++) {
                        double exact = Math.clamp(reference.value(y, x, k), -1024.0, 1023.0);
                        assertThat((double) result.blocks[c][y][x][k])
                                .as("%s: component %d, block %d,%d, position %d", name, c, x, y, k)
                                .isCloseTo(exact, within(1.0));
                    }
                }
            }
        }
    }

    @Test
    void atItsOwnSizeAndStepsNothingChanges() {
        for (int[] sampling : new int[][] {{11}, {22, 11, 11}, {11, 11, 11}, {21, 11, 11}}) {
            for (Layout layout : layouts(83, 61, sampling)) {
                byte[] in = NaturalJpeg.of(layout, 3);
                var before = new PlainJpeg(in);
                var after = new PlainJpeg(resampledAsItStands(in));
                for (int c = 0; c < before.count; c++) {
                    assertThat(after.steps[c]).isEqualTo(before.steps[c]);
                    // A block that the edge cuts off is filled anew with the last sample.
                    for (int y = 0; y < before.blocksDown(c) - 1; y++) {
                        for (int x = 0; x < before.blocksAcross(c) - 1; x++) {
                            assertThat(after.blocks[c][y][x])
                                    .as("%s: component %d, block %d,%d", layout, c, x, y)
                                    .isEqualTo(before.blocks[c][y][x]);
                        }
                    }
                }
            }
        }
    }

    private static byte[] resampledAsItStands(byte[] in) {
        var workspace = new Workspace();
        JpegFile file = ReadJpeg.read(in, in.length, 1_000_000, workspace.entropy());
        Frame frame = file.frame();
        var chroma = Rendition.Chroma.asIn(frame);
        var size = new Extent(frame.width(), frame.height());
        int[] nearest = Look.plain(50).zones();
        var layout = Rendition.Layout.of(frame, size, chroma, file.steps(), nearest);
        Rendition made = new Resample(file, List.of(layout), workspace).run().getFirst();
        var writer = new WriteJpeg(file.metadata(), false);
        return new EncodePicture(frame, file.steps(), workspace.with(made.candidates()))
                .encode(Look.plain(50), Scans.BASELINE, writer);
    }

    @Test
    void severalSizesFromOneDecodeAreAsNearToTheReferenceAsEachAlone() throws IOException {
        for (Layout layout : layouts(240, 170, 22, 11, 11)) {
            byte[] in = NaturalJpeg.of(layout, 9);
            var targets =
                    List.of(
                            target(180, 128, FIFTY),
                            target(240, 170, FIFTY),
                            target(120, 85, JpegOptions.quality(75)),
                            target(30, 21, FIFTY));
            List<Recompressed> endings = resizer.resize(in, in.length, targets);
            assertThat(((Done) endings.get(1)).bytes())
                    .isEqualTo(((Done) recompressor.recompress(in, in.length, FIFTY)).bytes());
            for (int i : new int[] {0, 2, 3}) {
                byte[] out = ((Done) endings.get(i)).bytes();
                Exact.decodeWithoutWarnings("size " + i, out);
                requireNear("size " + i, in, out);
            }
        }
    }

    @Test
    void chromaIsHalvedOrStaysAsTheOptionsSay() {
        byte[] full = NaturalJpeg.of(Layout.sequential(120, 80, 11, 11, 11), 1);
        byte[] wide = NaturalJpeg.of(Layout.sequential(120, 80, 21, 11, 11), 1);
        var keep = new JpegOptions(50, /* foldChroma= */ false, false);
        assertThat(sampling(full, FIFTY)).containsExactly(2, 2);
        assertThat(sampling(full, keep)).containsExactly(1, 1);
        assertThat(sampling(wide, keep)).containsExactly(2, 1);
        assertThat(sampling(full, JpegOptions.quality(80))).containsExactly(1, 1);
    }

    private int[] sampling(byte[] in, JpegOptions options) {
        var out = new PlainJpeg(done(in, target(60, 40, options)).bytes());
        return new int[] {out.h[0], out.v[0]};
    }

    @Test
    void theLimitHoldsForWhatAViewerShows() throws IOException {
        byte[] upright = NaturalJpeg.of(Layout.sequential(160, 90, 22, 11, 11), 2);
        byte[] turned = Edited.afterStart(upright, ExifOrientation.segment(6));
        var narrow = new JpegTarget(ResizeTest::half, FIFTY);
        Done done = done(turned, narrow);
        assertThat(List.of(done.width(), done.height())).containsExactly(45, 80);
        var stored = new PlainJpeg(done.bytes());
        assertThat(List.of(stored.width, stored.height)).containsExactly(80, 45);
        assertThat(done.bytes()).as("the tag stays").containsSequence(ExifOrientation.segment(6));
    }

    private static Extent half(Extent shown) {
        assertThat(shown.width()).as("a viewer sees it upright").isLessThan(shown.height());
        return new Extent(shown.width() / 2, shown.height() / 2);
    }

    @Test
    void whatIsMoreThanSixteenTimesSmallerIsLeftToOthers() {
        byte[] in = NaturalJpeg.of(Layout.sequential(340, 40, 22, 11, 11), 2);
        assertThat(done(in, target(22, 40, FIFTY)).width()).isEqualTo(22);
        assertThat(resizer.resize(in, in.length, target(21, 40, FIFTY)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    @Test
    void theBrightnessOfAPictureStays() throws IOException {
        byte[] in = NaturalJpeg.of(Layout.sequential(800, 600, 11), 4);
        double before = meanGrey(in);
        for (int width : new int[] {799, 531, 400, 133, 57}) {
            byte[] out = done(in, target(width, width * 3 / 4, JpegOptions.quality(95))).bytes();
            assertThat(meanGrey(out)).as("%d wide", width).isCloseTo(before, within(0.3));
        }
    }

    private static double meanGrey(byte[] jpeg) throws IOException {
        var raster = ImageIO.read(new ByteArrayInputStream(jpeg)).getRaster();
        double[] samples = new double[raster.getWidth() * raster.getHeight()];
        raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, samples);
        return Arrays.stream(samples).average().orElseThrow();
    }

    /// Rings of ever higher frequency: what a grid half as fine cannot hold must vanish, not come
    /// back as rings of a lower one.
    @Test
    void aZonePlateDoesNotAlias() throws IOException {
        int size = 512;
        var image =
                new java.awt.image.BufferedImage(
                        size, size, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double radius = (double) x * x + (double) y * y;
                int grey =
                        (int) Math.round(127.5 + 110 * Math.cos(Math.PI * radius / (2.0 * size)));
                image.getRaster().setSample(x, y, 0, grey);
            }
        }
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, "jpeg", bytes)).isTrue();
        byte[] in = bytes.toByteArray();
        byte[] out = done(in, target(256, 256, JpegOptions.quality(95))).bytes();
        var small = ImageIO.read(new ByteArrayInputStream(out)).getRaster();
        // Along the right edge the source's frequency is all above what the output can hold.
        double[] column =
                IntStream.range(16, 240)
                        .mapToDouble(y -> small.getSampleDouble(246, y, 0))
                        .toArray();
        double mean = Arrays.stream(column).average().orElseThrow();
        double spread =
                Math.sqrt(
                        Arrays.stream(column)
                                .map(v -> (v - mean) * (v - mean))
                                .average()
                                .orElseThrow());
        assertThat(mean).isCloseTo(127.5, within(3.0));
        assertThat(spread).as("what is left of rings that cannot be there").isLessThan(12.0);
    }

    @Test
    void photographsAreWithinOneStepOfTheReference() throws IOException {
        for (var photo : SharedFiles.photos()) {
            if (photo.toString().contains("dune") || photo.toString().contains("yellowflower")) {
                byte[] in = Files.readAllBytes(photo);
                var plain = new PlainJpeg(in);
                int width = 333;
                int height = (int) Math.round((double) plain.height * width / plain.width);
                byte[] out = done(in, target(width, height, FIFTY)).bytes();
                requireNear(photo.toString(), in, out);
            }
        }
    }

    private Done done(byte[] in, JpegTarget target) {
        return (Done) resizer.resize(in, in.length, target);
    }

    private static JpegTarget target(int width, int height, JpegOptions options) {
        return new JpegTarget(shown -> new Extent(width, height), options);
    }
}
