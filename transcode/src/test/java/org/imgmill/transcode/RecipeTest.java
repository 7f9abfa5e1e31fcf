package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    private static final BufferedImage PHOTO = Pictures.photo(400, 300);

    private static Lab lab;

    @BeforeAll
    static void open() {
        lab = Lab.open();
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void lowerQualityIsSmaller(Target format) throws InterruptedException {
        byte[] input = Pictures.png(Pictures.gradient(200, 150));

        int rough = lab.done(input, quality(20, format)).bytes().length;
        int fine = lab.done(input, quality(90, format)).bytes().length;

        assertThat(rough).isLessThan(fine);
    }

    private static Recipe quality(int quality, Target format) {
        return new Recipe(
                quality,
                format,
                null,
                null,
                null,
                0,
                Metadata.STRIP,
                OnLarger.KEEP_OUTPUT,
                Recipe.DEFAULT.chroma());
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
        for (Target format : Target.values()) {
            Done done =
                    lab.done(
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
        byte[] webp = lab.done(Pictures.png(PHOTO), quality(95, Target.WEBP)).bytes();

        for (byte[] input : new byte[][] {Pictures.jpeg(PHOTO, 0.95f), webp}) {
            Done done = lab.done(input, Recipes.within(Target.PNG, width, small.getHeight(), null));

            assertThat(Lab.likeness(lab.decode(done), small)).isGreaterThan(24);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFFFFFF, 0x000000, 0x20C040})
    void theBackgroundShowsWhereTransparencyIsLost(int background) throws InterruptedException {
        var grey = new BufferedImage(80, 60, BufferedImage.TYPE_INT_ARGB);
        byte[] webp =
                lab.done(Pictures.png(Pictures.seeThrough(80, 60)), Recipes.of(Target.WEBP))
                        .bytes();

        for (byte[] input :
                new byte[][] {
                    Pictures.png(Pictures.seeThrough(80, 60)), Pictures.png(grey), webp
                }) {
            Done done = lab.done(input, Recipes.onto(background));

            assertNear(lab.decode(done).getRGB(1, 1), new Color(background));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"KEEP", "PNG", "WEBP", "AVIF"})
    void metadataGoesUnlessItIsKept(Target format) throws InterruptedException {
        byte[] input = Crafted.withExif(Pictures.jpeg(PHOTO, 0.9f), 1);

        Done without = lab.done(input, metadata(format, Metadata.STRIP));
        Done with = lab.done(input, metadata(format, Metadata.KEEP));

        assertThat(Lab.contains(without.bytes(), Crafted.SECRET)).isFalse();
        assertThat(Lab.contains(with.bytes(), Crafted.SECRET)).isTrue();
    }

    private static Recipe metadata(Target format, Metadata metadata) {
        return new Recipe(
                50,
                format,
                200,
                null,
                null,
                0,
                metadata,
                OnLarger.KEEP_ORIGINAL,
                Recipe.DEFAULT.chroma());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPictureThatLiesOnItsSideComesOutUpright(int orientation) throws InterruptedException {
        BufferedImage upright = Pictures.halves(120, 60, Color.RED, Color.BLUE);
        byte[] input =
                Crafted.withExif(Pictures.jpeg(laid(upright, orientation), 0.95f), orientation);

        for (Metadata metadata : Metadata.values()) {
            for (Target format : new Target[] {Target.KEEP, Target.WEBP}) {
                Recipe small =
                        new Recipe(
                                80,
                                format,
                                60,
                                null,
                                null,
                                0,
                                metadata,
                                OnLarger.KEEP_ORIGINAL,
                                Recipe.DEFAULT.chroma());
                Done done = lab.done(input, small);

                assertThat(done.width()).isEqualTo(60);
                assertThat(done.height()).isEqualTo(30);
                BufferedImage picture = lab.decode(done);
                assertNear(picture.getRGB(10, 15), Color.RED);
                assertNear(picture.getRGB(50, 15), Color.BLUE);
            }
        }
    }

    /// As a camera stores it that was held so that EXIF says `orientation`.
    private static BufferedImage laid(BufferedImage upright, int orientation) {
        int width = upright.getWidth();
        int height = upright.getHeight();
        boolean turned = orientation >= 5;
        var laid =
                new BufferedImage(
                        turned ? height : width,
                        turned ? width : height,
                        BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < laid.getHeight(); y++) {
            for (int x = 0; x < laid.getWidth(); x++) {
                int right = laid.getWidth() - 1 - x;
                int bottom = laid.getHeight() - 1 - y;
                int rgb =
                        switch (orientation) {
                            case 2 -> upright.getRGB(right, y);
                            case 3 -> upright.getRGB(right, bottom);
                            case 4 -> upright.getRGB(x, bottom);
                            case 5 -> upright.getRGB(y, x);
                            case 6 -> upright.getRGB(bottom, x);
                            case 7 -> upright.getRGB(bottom, right);
                            case 8 -> upright.getRGB(y, right);
                            default -> upright.getRGB(x, y);
                        };
                laid.setRGB(x, y, rgb);
            }
        }
        return laid;
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"PNG", "WEBP", "AVIF"})
    void anOutputThatWouldBeLargerGivesWayToTheInputLessItsMetadata(Target format)
            throws InterruptedException {
        byte[] input = lab.done(withExif(), roughWithMetadata(format)).bytes();
        assertThat(Lab.contains(input, Crafted.SECRET)).isTrue();

        Done done = lab.done(input, Recipes.onLarger(100, OnLarger.KEEP_ORIGINAL));

        assertThat(done.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(done.bytes().length).isLessThanOrEqualTo(input.length);
        assertThat(Lab.contains(done.bytes(), Crafted.SECRET)).isFalse();
        assertThat(Lab.likeness(lab.decode(done), PHOTO)).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"PNG", "WEBP"})
    void whatHangsBehindThePictureIsNotStoredWithIt(Target format) throws InterruptedException {
        byte[] small = lab.done(withExif(), roughWithMetadata(format)).bytes();
        byte[] input = Crafted.followedBy(small, "<?php echo 1 ?>");

        Done done = lab.done(input, Recipes.onLarger(100, OnLarger.KEEP_ORIGINAL));

        assertThat(done.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(Lab.contains(done.bytes(), "php")).isFalse();
    }

    private static byte[] withExif() {
        return Crafted.withExif(Pictures.jpeg(PHOTO, 0.9f), 1);
    }

    private static Recipe roughWithMetadata(Target format) {
        return new Recipe(
                10,
                format,
                null,
                null,
                null,
                0,
                Metadata.KEEP,
                OnLarger.KEEP_OUTPUT,
                Recipe.DEFAULT.chroma());
    }

    @Test
    void aLargerOutputIsKeptWhenAskedFor() throws InterruptedException {
        byte[] input = lab.done(Pictures.jpeg(PHOTO, 0.9f), rough(Target.WEBP)).bytes();

        Done original = lab.done(input, Recipes.onLarger(95, OnLarger.KEEP_ORIGINAL));
        Done output = lab.done(input, Recipes.onLarger(95, OnLarger.KEEP_OUTPUT));

        assertThat(original.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(original.bytes().length).isLessThanOrEqualTo(input.length);
        assertThat(output.codec()).isEqualTo(Codec.LIBVIPS);
        assertThat(output.bytes().length).isGreaterThan(input.length);
    }

    @Test
    void aJpegThatIsRequantisedNeverGrows() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.1f);

        Done done = lab.done(input, Recipes.onLarger(95, OnLarger.KEEP_OUTPUT));

        assertThat(done.bytes().length).isLessThanOrEqualTo(input.length);
    }

    private static Recipe rough(Target format) {
        return new Recipe(
                10,
                format,
                null,
                null,
                null,
                0,
                Metadata.STRIP,
                OnLarger.KEEP_OUTPUT,
                Recipe.DEFAULT.chroma());
    }

    @Test
    void anotherFormatIsNeverReplacedByTheInput() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.1f);

        Done done = lab.done(input, Recipes.of(Target.PNG));

        assertThat(done.format()).isEqualTo(ImageFormat.PNG);
        assertThat(done.bytes().length).isGreaterThan(input.length);
    }

    static void assertNear(int rgb, Color expected) {
        var colour = new Color(rgb);
        assertThat(Math.abs(colour.getRed() - expected.getRed())).isLessThan(25);
        assertThat(Math.abs(colour.getGreen() - expected.getGreen())).isLessThan(25);
        assertThat(Math.abs(colour.getBlue() - expected.getBlue())).isLessThan(25);
    }
}
