package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Codec;
import org.imgmill.transcode.Transcoded.Done;
import org.imgmill.transcode.Transcoded.Reason;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cut, with bars, without borders, turned and sharpened: seen by ImageIO.
///
/// Long: each field of a shape, for stills and animations, with the same pictures.
class ShapesTest {

    /// Left red, right blue.
    private static final BufferedImage HALVES = Pictures.halves(200, 100, Color.RED, Color.BLUE);

    @AutoClose private static final Lab LAB = Lab.open();

    private static byte[] input(String kind) throws InterruptedException {
        byte[] png = Pictures.png(HALVES);
        return switch (kind) {
            case "jpeg" -> Pictures.jpeg(HALVES, 0.95f);
            case "png" -> png;
            case "tiff" -> Pictures.tiff(HALVES);
            case "webp" -> LAB.done(png, Recipes.of(Target.WEBP)).bytes();
            case "avif" -> LAB.done(png, Recipes.of(Target.AVIF)).bytes();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private BufferedImage made(byte[] input, Object... fields) throws InterruptedException {
        return LAB.decode(LAB.done(input, Recipes.recipe(fields)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "jpeg,left", "png,left", "tiff,left", "webp,left", "avif,left",
        "jpeg,right", "png,right", "tiff,right", "webp,right", "avif,right"
    })
    void coverCutsFromTheSideThatIsNotKept(String kind, String position)
            throws InterruptedException {
        var picture =
                made(input(kind), "fit", "cover", "width", 50, "height", 50, "position", position);

        assertThat(picture.getWidth()).isEqualTo(50);
        assertThat(picture.getHeight()).isEqualTo(50);
        Color kept = position.equals("left") ? Color.RED : Color.BLUE;
        Lab.assertNear(picture.getRGB(5, 25), kept);
        Lab.assertNear(picture.getRGB(44, 25), kept);
    }

    @Test
    void coverInTheMiddleKeepsBothSides() throws InterruptedException {
        var picture = made(input("png"), "fit", "cover", "width", 50, "height", 50);

        Lab.assertNear(picture.getRGB(5, 25), Color.RED);
        Lab.assertNear(picture.getRGB(44, 25), Color.BLUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"attention", "entropy"})
    void coverFindsWhatMatters(String position) throws InterruptedException {
        var picture = new BufferedImage(400, 100, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, 400, 100);
        graphics.drawImage(Pictures.photo(90, 90), 305, 5, null);
        graphics.dispose();

        var made =
                made(
                        Pictures.png(picture),
                        "fit",
                        "cover",
                        "width",
                        100,
                        "height",
                        100,
                        "position",
                        position,
                        "quality",
                        100);

        int plain = 0;
        for (int i = 0; i < 100 * 100; i++) {
            plain += (made.getRGB(i % 100, i / 100) & 0xFFFFFF) == 0xC0C0C0 ? 1 : 0;
        }
        assertThat(plain).as("in the middle it would be 10,000").isLessThan(7000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "tiff", "webp", "avif"})
    void padPutsBarsOfTheBackgroundAroundTheWhole(String kind) throws InterruptedException {
        var picture =
                made(
                        input(kind),
                        "fit",
                        "pad",
                        "width",
                        300,
                        "height",
                        300,
                        "background",
                        "00ff00");

        assertThat(picture.getWidth()).isEqualTo(300);
        assertThat(picture.getHeight()).isEqualTo(300);
        Lab.assertNear(picture.getRGB(150, 40), Color.GREEN);
        Lab.assertNear(picture.getRGB(20, 150), Color.GREEN);
        Lab.assertNear(picture.getRGB(60, 150), Color.RED);
        Lab.assertNear(picture.getRGB(240, 150), Color.BLUE);
    }

    @Test
    void containHasTheShapeOfTheBoxAndIsNoLargerThanItMust() throws InterruptedException {
        var picture =
                made(
                        input("png"),
                        "fit",
                        "contain",
                        "width",
                        300,
                        "height",
                        300,
                        "position",
                        "top");

        assertThat(picture.getWidth()).isEqualTo(200);
        assertThat(picture.getHeight()).isEqualTo(200);
        Lab.assertNear(picture.getRGB(50, 50), Color.RED);
        Lab.assertNear(picture.getRGB(50, 150), Color.WHITE);
    }

    @Test
    void barsAreSeeThroughWhereThePictureIs() throws InterruptedException {
        byte[] png = Pictures.png(Pictures.seeThrough(80, 60));

        var kept = made(png, "fit", "pad", "width", 80, "height", 80, "background", "ff0000");
        assertThat(kept.getRGB(40, 4) >>> 24).isZero();

        var flat =
                made(
                        png,
                        "fit",
                        "pad",
                        "width",
                        80,
                        "height",
                        80,
                        "background",
                        "ff0000",
                        "format",
                        "jpeg");
        Lab.assertNear(flat.getRGB(40, 4), Color.RED);
    }

    @Test
    void aGreyPictureGetsBarsInColour() throws InterruptedException {
        var grey = new BufferedImage(60, 30, BufferedImage.TYPE_BYTE_GRAY);

        var picture =
                made(
                        Pictures.png(grey),
                        "fit",
                        "pad",
                        "width",
                        60,
                        "height",
                        60,
                        "background",
                        "0000ff");

        Lab.assertNear(picture.getRGB(30, 5), Color.BLUE);
        Lab.assertNear(picture.getRGB(30, 30), Color.BLACK);
    }

    @ParameterizedTest
    @CsvSource({"90,100,200", "180,200,100", "270,100,200"})
    void turnsClockwise(int degrees, int width, int height) throws InterruptedException {
        for (String kind : List.of("jpeg", "png", "webp")) {
            var picture = made(input(kind), "rotate", degrees);

            assertThat(picture.getWidth()).isEqualTo(width);
            assertThat(picture.getHeight()).isEqualTo(height);
            Color first = degrees == 90 ? Color.RED : Color.BLUE;
            Lab.assertNear(picture.getRGB(10, 10), first);
            Lab.assertNear(
                    picture.getRGB(width - 11, height - 11),
                    first.equals(Color.RED) ? Color.BLUE : Color.RED);
        }
    }

    @Test
    void theSizeIsThatOfTheTurnedPicture() throws InterruptedException {
        var picture = made(input("jpeg"), "rotate", 90, "width", 50, "height", 80, "fit", "cover");

        assertThat(picture.getWidth()).isEqualTo(50);
        assertThat(picture.getHeight()).isEqualTo(80);
        Lab.assertNear(picture.getRGB(25, 5), Color.RED);
        Lab.assertNear(picture.getRGB(25, 74), Color.BLUE);
    }

    private static BufferedImage framed(Color border) {
        var picture = new BufferedImage(240, 180, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(border);
        graphics.fillRect(0, 0, 240, 180);
        graphics.drawImage(HALVES, 20, 30, null);
        graphics.dispose();
        return picture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"white", "corner"})
    void whiteBordersGo(String trim) throws InterruptedException {
        for (byte[] input :
                List.of(
                        Pictures.png(framed(Color.WHITE)),
                        Pictures.jpeg(framed(Color.WHITE), 0.95f))) {
            var picture = made(input, "trim", trim);

            assertThat(picture.getWidth()).isBetween(196, 204);
            assertThat(picture.getHeight()).isBetween(96, 104);
            Lab.assertNear(picture.getRGB(20, 20), Color.RED);
        }
    }

    @Test
    void otherBordersGoWhereTheCornerSaysSo() throws InterruptedException {
        byte[] input = Pictures.png(framed(Color.GREEN));

        assertThat(made(input, "trim", "white").getWidth()).isEqualTo(240);
        assertThat(made(input, "trim", "corner").getWidth()).isEqualTo(200);
    }

    @Test
    void whatIsNothingButBorderStays() throws InterruptedException {
        byte[] white = Pictures.png(Pictures.halves(50, 40, Color.WHITE, Color.WHITE));

        assertThat(made(white, "trim", "white").getWidth()).isEqualTo(50);
    }

    @Test
    void bordersGoBeforeTheSizeIsMade() throws InterruptedException {
        var picture =
                made(
                        Pictures.png(framed(Color.WHITE)),
                        "trim",
                        "white",
                        "width",
                        100,
                        "height",
                        100);

        assertThat(picture.getWidth()).isEqualTo(100);
        assertThat(picture.getHeight()).isEqualTo(50);
    }

    @Test
    void edgesAreSteeperWhenSharpened() throws InterruptedException {
        byte[] soft = Pictures.png(Pictures.gradient(120, 80));
        byte[] step = Pictures.png(Pictures.halves(120, 80, Color.DARK_GRAY, Color.GRAY));

        var plain = made(step, "quality", 100);
        var sharp = made(step, "quality", 100, "sharpen", 1);

        assertThat(sharp.getRGB(60, 40) & 0xFF).isGreaterThan(plain.getRGB(60, 40) & 0xFF);
        assertThat(sharp.getRGB(10, 40)).isEqualTo(plain.getRGB(10, 40));
        assertThat(Lab.likeness(made(soft, "quality", 100, "sharpen", 1), Pictures.read(soft)))
                .isGreaterThan(35);
    }

    @Test
    void aJpegOfWhichNothingIsToBeCutIsNotDecoded() throws InterruptedException {
        byte[] square = Pictures.jpeg(Pictures.photo(300, 300), 0.95f);

        Done same = LAB.done(square, Recipes.recipe("fit", "cover", "width", 300, "height", 300));
        Done small = LAB.done(square, Recipes.recipe("fit", "pad", "width", 100, "height", 100));
        Done inside = LAB.done(square, Recipes.recipe("width", 150));

        assertThat(same.codec()).isEqualTo(Codec.REQUANTISER);
        assertThat(small.codec()).isEqualTo(Codec.RESIZER);
        assertThat(inside.codec()).isEqualTo(Codec.RESIZER);
        assertThat(inside.height()).isEqualTo(150);
    }

    /// Turned, a picture in bars can have as many bytes and the sides of its original.
    @Test
    void theOriginalNeverStandsInForWhatWasAsked() throws InterruptedException {
        byte[] tiny = Pictures.jpeg(Pictures.photo(80, 60), 0.02f);

        Done padded = LAB.done(tiny, Recipes.recipe("fit", "pad", "width", 60, "height", 80));
        Done turned = LAB.done(tiny, Recipes.recipe("rotate", 180, "quality", 95));

        assertThat(padded.codec()).isEqualTo(Codec.LIBVIPS);
        assertThat(padded.height()).isEqualTo(80);
        assertThat(turned.codec()).isEqualTo(Codec.LIBVIPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KEEP", "WEBP"})
    void anAnimationIsCutFrameByFrame(Target target) throws InterruptedException {
        byte[] animation =
                Crafted.apng(
                        Pictures.png(Pictures.halves(60, 40, Color.RED, Color.WHITE)),
                        Pictures.png(Pictures.halves(60, 40, Color.BLUE, Color.WHITE)));

        Done done =
                LAB.done(
                        animation,
                        Recipes.recipe(
                                "format",
                                target,
                                "fit",
                                "cover",
                                "width",
                                20,
                                "height",
                                20,
                                "position",
                                "left",
                                "quality",
                                100));

        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(2);
        assertThat(done.width()).isEqualTo(20);
        assertThat(done.height()).isEqualTo(20);
        if (target == Target.KEEP) {
            var frames = AnimatedPngs.frames(done.bytes());
            Lab.assertNear(frames.get(0).getRGB(10, 10), Color.RED);
            Lab.assertNear(frames.get(1).getRGB(10, 10), Color.BLUE);
        } else {
            Lab.assertNear(LAB.decode(done).getRGB(10, 10), Color.RED);
        }
    }

    @Test
    void aGifIsTurnedAndGivenBarsAndKeepsItsFramesAndTheirTimes() throws Exception {
        byte[] gif = Files.readAllBytes(Path.of("src/test/looks/animated/fade.gif"));
        var before = Lab.header(gif);

        Done done =
                LAB.done(
                        gif,
                        Recipes.recipe(
                                "rotate",
                                90,
                                "fit",
                                "pad",
                                "width",
                                before.height() + 10,
                                "height",
                                before.width() + 20));

        assertThat(done.format()).isEqualTo(ImageFormat.GIF);
        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(before.frames());
        assertThat(done.width()).isEqualTo(before.height() + 10);
        assertThat(done.height()).isEqualTo(before.width() + 20);
    }

    @Test
    void anAnimationLosesWhatIsBorderInEveryFrame() throws InterruptedException {
        byte[] animation =
                Crafted.apng(
                        Pictures.png(framed(Color.WHITE)),
                        Pictures.png(Pictures.halves(240, 180, Color.WHITE, Color.BLUE)));

        Done done = LAB.done(animation, Recipes.recipe("trim", "white"));

        assertThat(done.width()).isEqualTo(220);
        assertThat(done.height()).isEqualTo(180);
        assertThat(Lab.header(done.bytes()).frames()).isEqualTo(2);
    }

    @Test
    void barsPassNoLimit() throws InterruptedException {
        var refused =
                LAB.refused(
                        input("png"),
                        Recipes.recipe("fit", "pad", "width", 60_000, "height", 60_000));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refused.detail()).contains("3600000000 pixels");
    }

    @Test
    void aWatermarkLiesWhereItIsWanted() throws Exception {
        Path folder = Files.createTempDirectory("watermarks");
        Files.write(
                folder.resolve("logo.png"),
                Pictures.png(Pictures.halves(40, 20, Color.GREEN, Color.GREEN)));
        try (var lab = new Lab(Transcoder.start(TranscodeLimits.DEFAULT, Watermarks.in(folder)))) {
            for (String kind : List.of("jpeg", "png", "webp", "avif")) {
                var done =
                        lab.done(
                                input(kind),
                                Recipes.recipe("watermark", "logo.png", "quality", 90));
                var picture = lab.decode(done);

                Lab.assertNear(picture.getRGB(180, 90), Color.GREEN);
                Lab.assertNear(picture.getRGB(140, 90), Color.BLUE);
                Lab.assertNear(picture.getRGB(180, 60), Color.BLUE);
            }
            var half =
                    lab.decode(
                            lab.done(
                                    input("png"),
                                    Recipes.recipe(
                                            "watermark",
                                            "logo.png",
                                            "watermark_place",
                                            "top_left",
                                            "watermark_opacity",
                                            0.5,
                                            "watermark_scale",
                                            0.5,
                                            "quality",
                                            100)));
            Lab.assertNear(half.getRGB(50, 25), new Color(128, 128, 0));
            Lab.assertNear(half.getRGB(50, 70), Color.RED);
            Lab.assertNear(half.getRGB(120, 25), Color.BLUE);
        } finally {
            delete(folder);
        }
    }

    @Test
    void everyFrameHasTheWatermark() throws Exception {
        Path folder = Files.createTempDirectory("watermarks");
        Files.write(
                folder.resolve("logo.png"),
                Pictures.png(Pictures.halves(300, 200, Color.GREEN, Color.GREEN)));
        byte[] animation =
                Crafted.apng(
                        Pictures.png(Pictures.halves(60, 40, Color.RED, Color.WHITE)),
                        Pictures.png(Pictures.halves(60, 40, Color.BLUE, Color.WHITE)));
        try (var lab = new Lab(Transcoder.start(TranscodeLimits.DEFAULT, Watermarks.in(folder)))) {
            var done = lab.done(animation, Recipes.recipe("watermark", "logo.png"));

            assertThat(done.width()).isEqualTo(60);
            for (var frame : AnimatedPngs.frames(done.bytes())) {
                Lab.assertNear(frame.getRGB(30, 20), Color.GREEN);
            }
        } finally {
            delete(folder);
        }
    }

    @Test
    void aWatermarkThatCannotBeIsSaidBeforeAnythingIsDone() throws Exception {
        Path folder = Files.createTempDirectory("watermarks");
        try {
            Files.writeString(folder.resolve("note.png"), "no picture");
            var watermarks = Watermarks.in(folder);

            assertThat(watermarks.problem(Recipes.recipe("watermark", "logo.png")))
                    .contains("watermark: there is no \"logo.png\"; this server lends [note.png]");
            assertThat(watermarks.problem(Recipes.recipe("watermark", "note.png")))
                    .contains("watermark: note.png is no picture that imgmill reads");
            assertThat(Watermarks.NONE.problem(Recipes.recipe("watermark", "logo.png")))
                    .contains("watermark: there is no \"logo.png\"; this server lends []");
            assertThat(watermarks.problem(Recipe.DEFAULT)).isEmpty();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
