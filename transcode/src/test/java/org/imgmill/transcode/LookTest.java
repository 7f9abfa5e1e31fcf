package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Found;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.look.Ssimulacra2;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A recipe may say how a picture shall look, or how large it may be, instead of a quality.
class LookTest {

    private static final BufferedImage PHOTO = Pictures.photo(400, 300);

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @CsvSource({"jpeg,70", "webp,70", "avif,70", "jpeg,55", "jpeg,85"})
    void theLookIsReachedInEveryFormatAndTheScoreIsTrue(String format, int look) throws Exception {
        byte[] input = Files.readAllBytes(Path.of("../samples/mug-detail.png"));

        Done done = LAB.done(input, Recipes.recipe("format", format, "look", look));

        assertThat(reached(done)).isCloseTo(look, within(3.0));
        assertThat(score(Pictures.read(input), LAB.decode(done)))
                .as("judged again")
                .isCloseTo(reached(done), within(0.5));
    }

    @Test
    void aPaletteThatCannotHaveTheLookGivesWayToAllColours() throws Exception {
        byte[] input = Files.readAllBytes(Path.of("../samples/mug-detail.png"));

        assertThat(reached(LAB.done(input, Recipes.recipe("look", 50)))).isGreaterThan(47);
        assertThat(reached(LAB.done(input, Recipes.recipe("look", 99)))).isGreaterThan(96);
    }

    @Test
    void aJpegOfTheSameSizeIsFoundWithoutAChild() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.95f);

        Done done = LAB.done(input, Recipes.recipe("look", "good"));

        assertThat(done.codec()).isEqualTo(Codec.REQUANTISER);
        assertThat(reached(done)).isCloseTo(65, within(3.0));
        assertThat(score(Pictures.read(input), LAB.decode(done)))
                .isCloseTo(reached(done), within(0.5));
    }

    @Test
    void ofASmallerPictureTheSmallerOneIsTheOriginal() throws InterruptedException {
        for (byte[] input : new byte[][] {Pictures.jpeg(PHOTO, 0.95f), Pictures.png(PHOTO)}) {
            Done done =
                    LAB.done(input, Recipes.recipe("format", "jpeg", "look", 75, "max_width", 200));

            assertThat(done.width()).isEqualTo(200);
            assertThat(reached(done)).isCloseTo(75, within(3.0));
        }
    }

    @Test
    void theWorseTheLookTheFewerTheBytes() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.95f);
        int before = 0;
        for (String look : new String[] {"low", "good", "best"}) {
            int bytes = LAB.done(input, Recipes.recipe("look", look)).bytes().length;
            assertThat(bytes).as(look).isGreaterThan(before);
            before = bytes;
        }
    }

    @Test
    void aPictureThatIsKeptLooksLikeItself() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.3f);

        Done done = LAB.done(input, Recipes.recipe("look", 100));

        assertThat(done.bytes().length).isLessThanOrEqualTo(input.length);
        assertThat(reached(done)).isGreaterThan(97);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "webp", "avif", "png"})
    void noOutputIsLargerThanItMayBe(String format) throws InterruptedException {
        byte[] jpeg = Pictures.jpeg(PHOTO, 0.95f);
        for (byte[] input : new byte[][] {jpeg, Pictures.png(PHOTO)}) {
            int before = 0;
            for (int most : new int[] {6000, 9000, 20_000}) {
                var recipe = Recipes.recipe("format", format, "max_bytes", most);
                if (!(LAB.transcoder().transcode(input, input.length, recipe)
                        instanceof Done done)) {
                    assertThat(LAB.refused(input, recipe).reason()).isEqualTo(Reason.MAX_BYTES);
                    continue;
                }
                assertThat(done.bytes().length).isLessThanOrEqualTo(most);
                assertThat(found(done).quality()).isGreaterThanOrEqualTo(before);
                before = found(done).quality();
            }
        }
    }

    @Test
    void ofAJpegNothingBetterWouldFit() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.95f);
        Done done = LAB.done(input, Recipes.recipe("max_bytes", 9000));
        Done better = LAB.done(input, Recipes.quality(found(done).quality() + 1));

        assertThat(done.bytes().length).isLessThanOrEqualTo(9000);
        assertThat(better.bytes().length).isGreaterThan(9000);
    }

    @Test
    void aQualityOrALookIsTheMostThatALimitMayCost() throws InterruptedException {
        byte[] input = Pictures.jpeg(PHOTO, 0.95f);

        Done roomy = LAB.done(input, Recipes.recipe("quality", 40, "max_bytes", 1_000_000));
        Done looking = LAB.done(input, Recipes.recipe("look", 60, "max_bytes", 1_000_000));
        Done narrow = LAB.done(input, Recipes.recipe("look", 80, "max_bytes", 7000));

        assertThat(found(roomy).quality()).isEqualTo(40);
        assertThat(roomy.bytes()).isEqualTo(LAB.done(input, Recipes.quality(40)).bytes());
        assertThat(reached(looking)).isCloseTo(60, within(3.0));
        assertThat(narrow.bytes().length).isLessThanOrEqualTo(7000);
        assertThat(reached(narrow)).isLessThan(80);
    }

    @Test
    void whatFitsAtNoQualityIsRefusedWithBothNumbers() throws InterruptedException {
        var refused = LAB.refused(Pictures.jpeg(PHOTO, 0.95f), Recipes.recipe("max_bytes", 200));

        assertThat(refused.reason()).isEqualTo(Reason.MAX_BYTES);
        assertThat(refused.detail()).matches("the smallest .* has \\d+ bytes; max_bytes is 200");
    }

    @Test
    void theSmallestOfTheAllowedFormatsIsTaken() throws InterruptedException {
        byte[] input = Pictures.png(PHOTO);

        Done best = LAB.done(input, Recipes.recipe("format", "auto", "look", 70));

        assertThat(reached(best)).isCloseTo(70, within(3.0));
        for (String format : new String[] {"jpeg", "webp", "avif"}) {
            Done one = LAB.done(input, Recipes.recipe("format", format, "look", 70));
            Done only =
                    LAB.done(
                            input, Recipes.recipe("format", "auto", "formats", format, "look", 70));
            assertThat(best.bytes().length).as(format).isLessThanOrEqualTo(one.bytes().length);
            assertThat(only.bytes()).isEqualTo(one.bytes());
        }
    }

    @Test
    void whatShowsThroughGoesOnDoingSo() throws InterruptedException {
        byte[] input = Pictures.png(Pictures.seeThrough(120, 90));

        Done any = LAB.done(input, Recipes.recipe("format", "auto"));
        Done onlyJpeg = LAB.done(input, Recipes.recipe("format", "auto", "formats", "jpeg"));

        for (Done done : new Done[] {any, onlyJpeg}) {
            assertThat(done.format()).isNotEqualTo(ImageFormat.JPEG);
            assertThat(LAB.decode(done).getRGB(0, 0) >>> 24).isZero();
        }
    }

    @Test
    void anOpaquePictureWithAChannelOfOpacityMayBecomeAJpeg() throws InterruptedException {
        var opaque = new BufferedImage(120, 90, BufferedImage.TYPE_INT_ARGB);
        opaque.createGraphics().drawImage(PHOTO, 0, 0, null);

        Done done =
                LAB.done(Pictures.png(opaque), Recipes.recipe("format", "auto", "formats", "jpeg"));

        assertThat(done.format()).isEqualTo(ImageFormat.JPEG);
    }

    @Test
    void whatMovesGoesOnMoving() throws Exception {
        byte[] fade = Files.readAllBytes(Path.of("src/test/looks/animated/fade.gif"));

        Done webp = LAB.done(fade, Recipes.recipe("format", "auto"));
        Done still = LAB.done(fade, Recipes.recipe("format", "auto", "formats", "jpeg,avif"));

        for (Done done : new Done[] {webp, still}) {
            assertThat(Lab.header(done.bytes()).frames()).isGreaterThan(10);
            assertThat(found(done).look()).as("judged").isNull();
        }
        assertThat(still.format()).isEqualTo(ImageFormat.GIF);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void whatIsTooSmallToJudgeGetsAnOrdinaryQuality(int side) throws InterruptedException {
        Done done =
                LAB.done(
                        Pictures.png(Pictures.photo(side, side)),
                        Recipes.recipe("format", "jpeg", "look", 60));

        assertThat(found(done)).isEqualTo(new Found(Curve.JPEG.quality(60), null));
    }

    @Test
    void aQualityThatIsSaidIsNotJudged() throws InterruptedException {
        assertThat(LAB.done(Pictures.png(PHOTO), Recipes.of(Target.WEBP)).found()).isNull();
    }

    private static Found found(Done done) {
        assertThat(done.found()).isNotNull();
        return Objects.requireNonNull(done.found());
    }

    private static double reached(Done done) {
        assertThat(found(done).look()).isNotNull();
        return Objects.requireNonNull(found(done).look());
    }

    private static double score(BufferedImage original, BufferedImage other) {
        int width = original.getWidth();
        int height = original.getHeight();
        return new Ssimulacra2(rgb(original), width, height).score(rgb(other));
    }

    private static int[] rgb(BufferedImage image) {
        int width = image.getWidth();
        int[] rgb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] &= 0xFFFFFF;
        }
        return rgb;
    }
}
