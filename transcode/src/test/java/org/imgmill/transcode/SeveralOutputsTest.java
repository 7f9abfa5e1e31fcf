package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Several outputs of one image, asked for at once.
class SeveralOutputsTest {

    private static final byte[] PHOTO = Pictures.jpeg(Pictures.photo(320, 240), 0.95f);

    @AutoClose private static final Lab LAB = Lab.open();

    private static List<Transcoded> made(byte[] input, Recipe... recipes)
            throws InterruptedException {
        return LAB.transcoder().transcode(input, input.length, List.of(recipes));
    }

    @Test
    void eachIsMadeInItsOwnWayAndComesInItsPlace() throws InterruptedException {
        var all =
                made(
                        PHOTO,
                        Recipes.recipe("format", "webp", "max_width", 200),
                        Recipe.DEFAULT,
                        Recipes.recipe("format", "avif", "fit", "cover", "width", 50, "height", 50),
                        Recipes.recipe("max_width", 100),
                        Recipes.recipe("format", "png", "rotate", 90));

        assertThat(all)
                .extracting(one -> ((Done) one).codec())
                .containsExactly(
                        Codec.LIBVIPS,
                        Codec.REQUANTISER,
                        Codec.LIBVIPS,
                        Codec.RESIZER,
                        Codec.LIBVIPS);
        assertThat(all)
                .extracting(one -> ((Done) one).format() + " " + ((Done) one).width())
                .containsExactly("WEBP 200", "JPEG 320", "AVIF 50", "JPEG 100", "PNG 240");
        for (var one : all) {
            var done = (Done) one;
            var picture = LAB.decode(done);
            assertThat(picture.getWidth()).isEqualTo(done.width());
            assertThat(picture.getHeight()).isEqualTo(done.height());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "tiff", "webp", "avif"})
    void togetherTheyAreWhatEachIsAlone(String kind) throws InterruptedException {
        byte[] png = Pictures.png(Pictures.photo(160, 120));
        byte[] input =
                switch (kind) {
                    case "jpeg" -> Pictures.jpeg(Pictures.photo(160, 120), 0.95f);
                    case "tiff" -> Pictures.tiff(Pictures.photo(160, 120));
                    case "webp" -> LAB.done(png, Recipes.of(Target.WEBP)).bytes();
                    case "avif" -> LAB.done(png, Recipes.of(Target.AVIF)).bytes();
                    default -> png;
                };
        var recipes =
                List.of(
                        Recipes.recipe("format", "png", "quality", 100, "on_larger", "keep_output"),
                        Recipes.recipe("format", "webp", "width", 100),
                        Recipes.recipe(
                                "format", "png", "trim", "white", "on_larger", "keep_output"),
                        Recipes.recipe("format", "webp", "fit", "pad", "width", 90, "height", 90));
        var together = made(input, recipes.toArray(Recipe[]::new));

        for (int i = 0; i < recipes.size(); i++) {
            var alone = LAB.done(input, recipes.get(i));
            var beside = (Done) together.get(i);
            assertThat(beside.width()).isEqualTo(alone.width());
            assertThat(beside.height()).isEqualTo(alone.height());
            assertThat(Lab.likeness(LAB.decode(beside), LAB.decode(alone)))
                    .as("%s, output %d", kind, i)
                    .isGreaterThan(kind.equals("webp") ? 35 : 45);
        }
    }

    @Test
    void oneThatCannotBeMadeCostsNoOther() throws InterruptedException {
        byte[] wide = Pictures.png(Pictures.gradient(17_000, 4));

        var all =
                made(
                        wide,
                        Recipes.of(Target.PNG),
                        Recipes.of(Target.WEBP),
                        Recipes.recipe("format", "webp", "max_width", 1000));

        assertThat(all.get(0)).isInstanceOf(Done.class);
        assertThat(((Refused) all.get(1)).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(((Done) all.get(2)).width()).isEqualTo(1000);
    }

    @Test
    void whatIsNoPictureIsNoneForEach() throws InterruptedException {
        var all =
                made(
                        "<html>".getBytes(StandardCharsets.UTF_8),
                        Recipe.DEFAULT,
                        Recipes.of(Target.WEBP));

        assertThat(all).hasSize(2).allMatch(one -> ((Refused) one).reason() == Reason.NOT_AN_IMAGE);
    }

    @Test
    void anAnimationIsOneInSomeAndItsFirstFrameInOthers() throws InterruptedException {
        byte[] animation =
                Crafted.apng(
                        Pictures.png(Pictures.halves(60, 40, Color.RED, Color.WHITE)),
                        Pictures.png(Pictures.halves(60, 40, Color.BLUE, Color.WHITE)));

        var all =
                made(
                        animation,
                        Recipes.of(Target.WEBP),
                        Recipes.of(Target.JPEG),
                        Recipes.recipe("width", 30),
                        Recipe.DEFAULT);

        var frames = new ArrayList<Integer>();
        for (var one : all) {
            frames.add(Lab.header(((Done) one).bytes()).frames());
        }
        assertThat(frames).containsExactly(2, 1, 2, 2);
        Lab.assertNear(LAB.decode((Done) all.get(1)).getRGB(5, 5), Color.RED);
        assertThat(((Done) all.get(3)).codec()).isEqualTo(Codec.ORIGINAL);
    }

    @Test
    void turnedPicturesAreUprightInEach() throws InterruptedException {
        byte[] turned = Crafted.withExif(PHOTO, 6);

        var all = made(turned, Recipes.of(Target.PNG), Recipes.of(Target.WEBP));

        assertThat(all)
                .allMatch(one -> ((Done) one).width() == 240 && ((Done) one).height() == 320);
    }
}
