package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    private static final BufferedImage PHOTO = Pictures.photo(400, 300);

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @EnumSource(value = Target.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
    void lowerQualityIsSmaller(Target format) throws Exception {
        byte[] input = Files.readAllBytes(Path.of("../samples/mug-detail.png"));

        int rough = LAB.done(input, quality(20, format)).bytes().length;
        int fine = LAB.done(input, quality(90, format)).bytes().length;

        assertThat(rough).isLessThan(fine);
    }

    private static Recipe quality(int quality, Target format) {
        return Recipes.recipe(
                "quality",
                quality,
                "format",
                format,
                "background",
                0,
                "metadata",
                Metadata.STRIP,
                "on_larger",
                OnLarger.KEEP_OUTPUT);
    }

    @ParameterizedTest
    @CsvSource({
        "200,,,200,150",
        ",100,,133,100",
        ",,0.5,200,150",
        "200,50,,67,50",
        "4000,4000,1,400,300",
        "300,,0.1,40,30",
        "1,,,1,1",
    })
    void itIsMadeToFitAndNeverEnlarged(
            @Nullable Integer maxWidth,
            @Nullable Integer maxHeight,
            @Nullable Double scale,
            int width,
            int height)
            throws InterruptedException {
        for (Target format : EnumSet.complementOf(EnumSet.of(Target.AUTO))) {
            Done done =
                    LAB.done(
                            Pictures.jpeg(PHOTO, 0.9f),
                            Recipes.within(format, maxWidth, maxHeight, scale));

            assertThat(done.width()).isEqualTo(width);
            assertThat(done.height()).isEqualTo(height);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 99, 49, 24, 12})
    void aPictureShrunkWhileLoadingLooksLikeItself(int width) throws InterruptedException {
        var small = new BufferedImage(width, width * 3 / 4, BufferedImage.TYPE_INT_RGB);
        var image =
                PHOTO.getScaledInstance(
                        small.getWidth(), small.getHeight(), java.awt.Image.SCALE_AREA_AVERAGING);
        small.createGraphics().drawImage(image, 0, 0, null);
        byte[] webp = LAB.done(Pictures.png(PHOTO), quality(95, Target.WEBP)).bytes();

        for (byte[] input : new byte[][] {Pictures.jpeg(PHOTO, 0.95f), webp}) {
            Done done = LAB.done(input, Recipes.within(Target.PNG, width, small.getHeight(), null));

            assertThat(Lab.likeness(LAB.decode(done), small)).isGreaterThan(24);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFFFFFF, 0x000000, 0x20C040})
    void theBackgroundShowsWhereTransparencyIsLost(int background) throws InterruptedException {
        var grey = new BufferedImage(80, 60, BufferedImage.TYPE_INT_ARGB);
        byte[] webp =
                LAB.done(Pictures.png(Pictures.seeThrough(80, 60)), Recipes.of(Target.WEBP))
                        .bytes();

        for (byte[] input :
                new byte[][] {
                    Pictures.png(Pictures.seeThrough(80, 60)), Pictures.png(grey), webp
                }) {
            Done done = LAB.done(input, Recipes.onto(background));

            Lab.assertNear(LAB.decode(done).getRGB(1, 1), new Color(background));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"KEEP", "PNG", "WEBP", "AVIF"})
    void metadataGoesUnlessItIsKept(Target format) throws InterruptedException {
        byte[] input = Crafted.withExif(Pictures.jpeg(PHOTO, 0.9f), 1);

        Done without = LAB.done(input, metadata(format, Metadata.STRIP));
        Done with = LAB.done(input, metadata(format, Metadata.KEEP));

        assertThat(Lab.contains(without.bytes(), Crafted.SECRET)).isFalse();
        assertThat(Lab.contains(with.bytes(), Crafted.SECRET)).isTrue();
    }

    private static Recipe metadata(Target format, Metadata metadata) {
        return Recipes.recipe(
                "quality",
                50,
                "format",
                format,
                "max_width",
                200,
                "background",
                0,
                "metadata",
                metadata,
                "on_larger",
                OnLarger.KEEP_ORIGINAL);
    }
}
