package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {

    private static final BufferedImage PHOTO = Pictures.photo(160, 120);

    @AutoClose private static final Lab LAB = Lab.open();

    private static byte[] input(String kind) throws InterruptedException {
        return switch (kind) {
            case "jpeg" -> Pictures.jpeg(PHOTO, 0.95f);
            case "png" -> Pictures.png(PHOTO);
            case "tiff" -> Pictures.tiff(PHOTO);
            case "webp" -> LAB.done(Pictures.png(PHOTO), fine(Target.WEBP)).bytes();
            case "avif" -> LAB.done(Pictures.png(PHOTO), fine(Target.AVIF)).bytes();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Recipe fine(Target target) {
        return Recipes.recipe(
                "quality",
                95,
                "format",
                target,
                "background",
                0,
                "metadata",
                Recipe.Metadata.STRIP,
                "on_larger",
                Recipe.OnLarger.KEEP_OUTPUT,
                "chroma",
                Recipe.Chroma.KEEP);
    }

    @ParameterizedTest
    @CsvSource({"jpeg,JPEG", "png,PNG", "webp,WEBP", "avif,AVIF", "tiff,JPEG"})
    void keepStaysWithTheFormatOfTheInput(String kind, ImageFormat expected)
            throws InterruptedException {
        Done done = LAB.done(input(kind), Recipe.DEFAULT);

        assertThat(done.format()).isEqualTo(expected);
        assertThat(Lab.likeness(LAB.decode(done), PHOTO)).isGreaterThan(24);
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"JPEG", "PNG", "WEBP", "AVIF"})
    void everyFormatIsWrittenFromEveryFormat(Target target) throws InterruptedException {
        for (String kind : List.of("jpeg", "png", "webp", "avif", "tiff")) {
            Done done = LAB.done(input(kind), Recipes.of(target));

            assertThat(done.format()).as(kind).isEqualTo(ImageFormat.valueOf(target.name()));
            assertThat(Lab.header(done.bytes()).kind().name()).isEqualTo(target.name());
            assertThat(Lab.likeness(LAB.decode(done), PHOTO)).as(kind).isGreaterThan(24);
        }
    }

    @Test
    void aTiffWithTransparencyBecomesPng() throws InterruptedException {
        Done done = LAB.done(Pictures.tiff(Pictures.seeThrough(80, 60)), Recipe.DEFAULT);

        assertThat(done.format()).isEqualTo(ImageFormat.PNG);
        assertThat(LAB.decode(done).getRGB(0, 0) >>> 24).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"PNG", "WEBP", "AVIF"})
    void transparencyStays(Target target) throws InterruptedException {
        Done done = LAB.done(Pictures.png(Pictures.seeThrough(80, 60)), Recipes.of(target));

        BufferedImage picture = LAB.decode(done);
        assertThat(picture.getRGB(0, 0) >>> 24).isZero();
        assertThat(picture.getRGB(40, 30) >>> 24).isGreaterThan(250);
    }

    @Test
    void aPngWithManyColoursGetsAPalette() throws InterruptedException {
        byte[] input = Pictures.png(PHOTO);

        Done done = LAB.done(input, Recipe.DEFAULT);

        assertThat(done.bytes()[25]).as("colour type").isEqualTo((byte) 3);
        assertThat(done.bytes().length).isLessThan(input.length / 2);
    }

    @Test
    void aPngKeepsAllColoursAtQualityHundred() throws InterruptedException {
        Done done = LAB.done(Pictures.png(PHOTO), Recipes.quality(100));

        assertThat(Lab.likeness(LAB.decode(done), PHOTO)).isEqualTo(100);
    }

    @Test
    void anAnimatedGifStaysOne() throws InterruptedException {
        Done done = LAB.done(animation(), Recipe.DEFAULT);

        assertThat(done.format()).isEqualTo(ImageFormat.GIF);
        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(3);
    }

    @Test
    void aGifOfLowerQualityIsSmaller() throws InterruptedException {
        byte[] input =
                Crafted.animatedGif(
                        List.of(
                                PHOTO.getSubimage(0, 0, 100, 100),
                                PHOTO.getSubimage(1, 0, 100, 100),
                                PHOTO.getSubimage(2, 0, 100, 100)));

        int rough = LAB.done(input, Recipes.quality(5)).bytes().length;
        int fine = LAB.done(input, Recipes.quality(95)).bytes().length;

        assertThat(rough).isLessThan(fine);
    }

    @Test
    void aBodyLargerThanAChildsHeapIsDone() throws InterruptedException {
        byte[] jpeg = Pictures.jpeg(PHOTO, 0.9f);
        byte[] input = Arrays.copyOf(jpeg, 60 << 20);

        Done done = LAB.done(input, Recipe.DEFAULT);

        assertThat(done.bytes().length).isLessThan(jpeg.length);
        assertThat(LAB.transcoder().children().lost()).isZero();
    }

    @Test
    void anAnimationStaysOneAsWebpAndIsResizedAsAWhole() throws InterruptedException {
        Done webp = LAB.done(animation(), Recipes.of(Target.WEBP));
        Done again = LAB.done(webp.bytes(), Recipes.within(Target.KEEP, 30, null, null));

        assertThat(Lab.header(webp.bytes()).frames()).isEqualTo(3);
        assertThat(Lab.header(again.bytes()).frames()).isEqualTo(3);
        assertThat(again.width()).isEqualTo(30);
        assertThat(again.height()).isEqualTo(20);
        assertThat(near(LAB.decode(again).getRGB(5, 5), Color.RED)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"JPEG", "PNG", "AVIF"})
    void anAnimationInAStillFormatIsItsFirstFrame(Target target) throws InterruptedException {
        Done done = LAB.done(animation(), Recipes.of(target));

        assertThat(near(LAB.decode(done).getRGB(5, 5), Color.RED)).isTrue();
    }

    @Test
    void anAnimatedPngStaysAsItIsWithoutMetadata() throws InterruptedException {
        byte[] input =
                Crafted.followedBy(
                        Crafted.pngWithText(
                                Crafted.apng(
                                        Pictures.png(Pictures.photo(60, 40)),
                                        Pictures.png(PHOTO.getSubimage(0, 0, 60, 40)))),
                        Crafted.SECRET);

        Done done = LAB.done(input, Recipe.DEFAULT);

        assertThat(done.codec()).isEqualTo(Codec.ORIGINAL);
        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(2);
        assertThat(Lab.contains(done.bytes(), Crafted.SECRET)).isFalse();
    }

    @Test
    void greyStaysGrey() throws InterruptedException {
        var grey = new BufferedImage(64, 48, BufferedImage.TYPE_BYTE_GRAY);
        grey.getGraphics().drawImage(PHOTO, 0, 0, null);

        Done done =
                LAB.done(Pictures.jpeg(grey, 0.9f), Recipes.within(Target.KEEP, 32, null, null));

        assertThat(LAB.decode(done).getRaster().getNumBands()).isEqualTo(1);
    }

    private static byte[] animation() {
        return Crafted.animatedGif(
                List.of(
                        Pictures.halves(60, 40, Color.RED, Color.WHITE),
                        Pictures.halves(60, 40, Color.GREEN, Color.WHITE),
                        Pictures.halves(60, 40, Color.BLUE, Color.WHITE)));
    }

    private static boolean near(int rgb, Color colour) {
        var one = new Color(rgb);
        return Math.abs(one.getRed() - colour.getRed()) < 30
                && Math.abs(one.getGreen() - colour.getGreen()) < 30
                && Math.abs(one.getBlue() - colour.getBlue()) < 30;
    }
}
