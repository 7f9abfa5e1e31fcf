package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Colours come out as a browser shows them, whatever says what they mean.
class ShownColoursTest {

    private static final Path LOOKS = Path.of("src/test/looks");
    private static final int PATCHES = 8;
    private static final int PATCH = 16;

    /// Of 255: what quality 95 and rounding cost on a patch of one colour.
    private static final int LOSS = 12;

    /// The same where light is brought down: colours that no screen shows are clipped in between.
    private static final int LOSS_OF_LIGHT = 28;

    @AutoClose private static final Lab LAB = Lab.open();

    /// @param halves the colours of the patches, of the upper half and of the lower
    record Looks(String file, List<List<String>> halves) {

        static Looks of(String line) {
            String[] cells = line.split("\t", -1);
            return new Looks(
                    cells[0],
                    Stream.of(cells[1].split(" / ", -1))
                            .map(half -> List.of(half.split(" ", -1)))
                            .toList());
        }

        boolean isBroughtDown() {
            return file.contains("pq") || file.contains("hlg");
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Looks> looks() throws IOException {
        try (Stream<String> lines = Files.lines(LOOKS.resolve("index.tsv"))) {
            return lines.skip(1).map(Looks::of).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void coloursComeOutAsABrowserShowsThem(Looks looks) throws IOException, InterruptedException {
        byte[] input = Files.readAllBytes(LOOKS.resolve(looks.file));

        for (Target format : new Target[] {Target.KEEP, Target.PNG}) {
            for (Metadata metadata : Metadata.values()) {
                Done done = LAB.done(input, fine(format, metadata));
                BufferedImage picture = LAB.decode(done);
                assertHalf(looks, picture, 0, format + " " + metadata);
                assertHalf(looks, picture, looks.halves.size() - 1, format + " " + metadata);
            }
        }
    }

    private static void assertHalf(Looks looks, BufferedImage picture, int half, String how) {
        boolean upright = picture.getHeight() > picture.getWidth();
        for (int patch = 0; patch < PATCHES; patch++) {
            int along = patch * PATCH + PATCH / 2;
            int across = half == 0 ? PATCH / 4 : PATCH * 3 / 4;
            int argb = upright ? argb(picture, across, along) : argb(picture, along, across);
            String expected = looks.halves.get(half).get(patch);
            int wanted =
                    (int) Long.parseLong(expected.length() == 6 ? "ff" + expected : expected, 16);
            for (int shift = 0; shift < 32; shift += 8) {
                assertThat(argb >> shift & 0xFF)
                        .as("%s, %s, patch %d: %08x", looks, how, patch, argb)
                        .isBetween(
                                (wanted >> shift & 0xFF) - loss(looks),
                                (wanted >> shift & 0xFF) + loss(looks));
            }
        }
    }

    private static int loss(Looks looks) {
        return looks.isBroughtDown() ? LOSS_OF_LIGHT : LOSS;
    }

    /// Grey as it is stored: Java would take it for linear light.
    private static int argb(BufferedImage picture, int x, int y) {
        return picture.getRaster().getNumBands() == 1
                        && picture.getColorModel().getNumColorComponents() == 1
                ? 0xFF000000 | picture.getRaster().getSample(x, y, 0) * 0x010101
                : picture.getRGB(x, y);
    }

    private static Recipe fine(Target format, Metadata metadata) {
        return Recipes.recipe(
                "quality",
                95,
                "format",
                format,
                "background",
                0xFFFFFF,
                "metadata",
                metadata,
                "on_larger",
                OnLarger.KEEP_OUTPUT);
    }
}
