package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A JPEG that is only to be smaller needs no child, and looks as if one had made it.
class SmallerJpegTest {

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSmallerJpegLooksLikeTheOneThatLibvipsMakes(boolean progressive)
            throws InterruptedException {
        byte[] input = Pictures.jpeg(Pictures.photo(400, 300), 0.95f, progressive);
        try (var throughLibvips =
                new Lab(Transcoder.start(TranscodeLimits.DEFAULT, JpegPath.NONE))) {
            for (int width : new int[] {399, 250, 100, 50}) {
                Done done = LAB.done(input, recipe(width, Metadata.STRIP));
                Done reference = throughLibvips.done(input, recipe(width, Metadata.STRIP));

                assertThat(done.codec()).isEqualTo(Codec.RESIZER);
                assertThat(reference.codec()).isEqualTo(Codec.LIBVIPS);
                assertThat(done.height()).isEqualTo(reference.height());
                assertThat(difference(LAB.decode(done), LAB.decode(reference)))
                        .as("mean difference at %d", width)
                        .isLessThan(5.0);
            }
        }
    }

    @Test
    void whatItCannotDoGoesToLibvipsAsBefore() throws InterruptedException {
        byte[] input = Pictures.jpeg(Pictures.photo(400, 300), 0.95f);
        byte[] withExif = Crafted.withExif(input, 1);

        assertThat(LAB.done(input, recipe(20, Metadata.STRIP)).codec())
                .as("twenty times smaller")
                .isEqualTo(Codec.LIBVIPS);
        assertThat(LAB.done(withExif, recipe(200, Metadata.KEEP)).codec())
                .as("EXIF that names the old size")
                .isEqualTo(Codec.LIBVIPS);
        assertThat(LAB.done(withExif, recipe(200, Metadata.STRIP)).codec())
                .isEqualTo(Codec.RESIZER);
    }

    @Test
    void aTurnedPictureThatIsStoredAsItIsReportsTheSizeThatIsShown() throws InterruptedException {
        byte[] input = Crafted.withExif(Pictures.jpeg(Pictures.photo(40, 24), 0.5f), 6);
        byte[] small = LAB.done(input, Recipes.quality(40)).bytes();
        Done done = LAB.done(small, Recipes.quality(40));
        assertThat(done.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(done.width()).isEqualTo(24);
        assertThat(done.height()).isEqualTo(40);
    }

    private static Recipe recipe(int width, Metadata metadata) {
        return Recipes.recipe(
                "quality",
                80,
                "format",
                Target.KEEP,
                "max_width",
                width,
                "metadata",
                metadata,
                "on_larger",
                OnLarger.KEEP_OUTPUT);
    }

    /// Mean absolute difference of all channels.
    private static double difference(BufferedImage a, BufferedImage b) {
        long sum = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                for (int shift = 0; shift < 24; shift += 8) {
                    int left = a.getRGB(x, y) >> shift & 255;
                    int right = b.getRGB(x, y) >> shift & 255;
                    sum += Math.abs(left - right);
                }
            }
        }
        return sum / (3.0 * a.getWidth() * a.getHeight());
    }
}
