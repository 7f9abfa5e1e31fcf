package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.Scans;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written without pixels, of every effort, is read without a word by ImageIO and by
/// libjpeg-turbo (in libvips), and both see the same.
class EffortDecodesTest {

    /// Decoders round their inverse transforms and spread halved colours each in its own way.
    private static final double ALIKE = 34;

    @AutoClose private static final Lab LAB = Lab.open();

    static Stream<Arguments> ways() {
        return Stream.of(Effort.values())
                .flatMap(
                        effort ->
                                Stream.of(Scans.values())
                                        .flatMap(
                                                scans ->
                                                        Stream.of(1, 30, 50, 75, 95)
                                                                .map(
                                                                        quality ->
                                                                                Arguments.of(
                                                                                        effort,
                                                                                        scans,
                                                                                        quality))));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyDecoderReadsItWithoutAWarning(Effort effort, Scans scans, int quality)
            throws InterruptedException, IOException {
        for (byte[] input : inputs()) {
            for (Integer width : new Integer[] {null, 100}) {
                Done done = made(input, effort, scans, quality, width);
                assertThat(done.codec()).isNotEqualTo(Codec.LIBVIPS);
                BufferedImage theirs = decodedWithoutAWord(done.bytes());

                Done png = LAB.done(done.bytes(), lossless());
                assertThat(Lab.likeness(Pictures.read(png.bytes()), theirs)).isGreaterThan(ALIKE);
            }
        }
    }

    private static List<byte[]> inputs() {
        var grey = new BufferedImage(149, 83, BufferedImage.TYPE_BYTE_GRAY);
        grey.getGraphics().drawImage(Pictures.photo(149, 83), 0, 0, null);
        return List.of(
                Pictures.jpeg(Pictures.photo(211, 157), 0.95f),
                Pictures.jpeg(Pictures.photo(160, 120), 0.9f, true),
                Pictures.jpeg(grey, 0.95f));
    }

    private static Done made(
            byte[] input, Effort effort, Scans scans, int quality, @Nullable Integer width)
            throws InterruptedException {
        return LAB.done(
                input,
                Recipes.recipe(
                        "effort",
                        effort,
                        "scans",
                        scans,
                        "quality",
                        quality,
                        "max_width",
                        width,
                        "on_larger",
                        Recipe.OnLarger.KEEP_OUTPUT));
    }

    private static Recipe lossless() {
        return Recipes.recipe("quality", 100, "format", Target.PNG);
    }

    private static BufferedImage decodedWithoutAWord(byte[] jpeg) throws IOException {
        var words = new ArrayList<String>();
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (var in = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.addIIOReadWarningListener((IIOReadWarningListener) (_, word) -> words.add(word));
            reader.setInput(in);
            BufferedImage picture = reader.read(0);
            assertThat(words).isEmpty();
            return picture;
        } finally {
            reader.dispose();
        }
    }
}
