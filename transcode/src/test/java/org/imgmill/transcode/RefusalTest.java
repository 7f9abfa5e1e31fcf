package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Reason;
import org.imgmill.transcode.Transcoded.Refused;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @AutoClose private static final Lab LAB = Lab.open();

    private static Refused refused(byte[] input) throws InterruptedException {
        return LAB.refused(input, Recipe.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!DOCTYPE html><html><body>404</body></html>",
                "  <html>",
                "{\"error\": \"not found\"}",
                "S. No., Product Name",
                "%PDF-1.7",
                "BMW makes cars, not bitmaps",
                "RIFF....WAVE"
            })
    void whatIsNoImageIsCalledThat(String text) throws InterruptedException {
        Refused refused = refused(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(refused.reason()).isEqualTo(Reason.NOT_AN_IMAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "<svg xmlns='http://www.w3.org/2000/svg'/>,SVG",
        "<?xml version='1.0'?><svg/>,SVG",
        "P6 3 3 255,PNM",
        "8BPS...,Photoshop"
    })
    void picturesImgmillDoesNotReadAreNamed(String text, String name) throws InterruptedException {
        Refused refused = refused(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
        assertThat(refused.detail()).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "00000100010010100000,ICO",
        "FF0AFA7F0190,JPEG XL",
        "0000000C4A584C200D0A870A,JPEG XL",
        "00000018667479706865696300000000,HEVC",
        "00000018667479706D696631000000006D69663168656963,HEIF",
        "0000001C6674797061766973000000006D696631,animated AVIF",
        "FFD8FFC3000B080010001001011100FFDA0008010100003F00,lossless JPEG"
    })
    void binaryFormatsImgmillDoesNotReadAreNamed(String hex, String name)
            throws InterruptedException {
        Refused refused = refused(HexFormat.of().parseHex(hex));

        assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
        assertThat(refused.detail()).contains(name);
    }

    @Test
    void aBitmapIsUnsupported() throws InterruptedException {
        Refused refused = refused(Pictures.bmp(Pictures.photo(16, 16)));

        assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
    }

    /// At every tenth of the file: a torn picture is never stored, whatever it was torn from.
    @Test
    void aTornPictureIsCorrupt() throws InterruptedException {
        var photo = Pictures.photo(64, 48);
        byte[] png = Pictures.png(photo);
        List<byte[]> files =
                List.of(
                        png,
                        Pictures.jpeg(photo, 0.9f),
                        Pictures.jpeg(photo, 0.9f, true),
                        Pictures.tiff(photo),
                        LAB.done(png, Recipes.of(Target.WEBP)).bytes(),
                        LAB.done(png, Recipes.of(Target.AVIF)).bytes());
        for (byte[] file : files) {
            for (int tenth = 1; tenth <= 9; tenth++) {
                byte[] torn = Arrays.copyOf(file, Math.max(32, file.length * tenth / 10));

                Refused refused = refused(torn);

                assertThat(refused.reason())
                        .as("%s at %d/10: %s", Lab.header(file).kind(), tenth, refused.detail())
                        .isEqualTo(Reason.CORRUPT);
            }
        }
    }

    /// A changed picture is done or refused; it never costs a child.
    @Test
    void aDamagedPictureNeverBringsAChildDown() throws InterruptedException {
        var random = new Random(17);
        var photo = Pictures.photo(48, 36);
        byte[] png = Pictures.png(photo);
        List<byte[]> files =
                List.of(
                        png,
                        Pictures.jpeg(photo, 0.9f),
                        Pictures.jpeg(photo, 0.9f, true),
                        Pictures.tiff(photo),
                        Crafted.animatedGif(List.of(photo, photo)),
                        LAB.done(png, Recipes.of(Target.WEBP)).bytes(),
                        LAB.done(png, Recipes.of(Target.AVIF)).bytes());
        for (byte[] file : files) {
            for (int i = 0; i < 40; i++) {
                byte[] damaged = file.clone();
                for (int hit = 0; hit <= i % 4; hit++) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                LAB.transcoder().transcode(damaged, damaged.length, Recipe.DEFAULT);
            }
        }
        assertThat(LAB.transcoder().children().lost()).isZero();
    }

    @Test
    void moreThanTheFileSaysIsNotRead() throws InterruptedException {
        byte[] jpeg = Pictures.jpeg(Pictures.photo(64, 48), 0.9f);
        byte[] buffer = Arrays.copyOf(jpeg, jpeg.length * 2);

        Transcoded torn = LAB.transcoder().transcode(buffer, jpeg.length / 2, Recipe.DEFAULT);

        assertThat(torn).isInstanceOf(Refused.class);
    }

    @Test
    void tooManyPixelsAreRefusedFromTheHeaderAlone() throws InterruptedException {
        byte[] png = Pictures.png(Pictures.photo(8, 8));
        byte[] huge = png.clone();
        huge[18] = 0x7F;
        huge[22] = 0x7F;

        assertThat(refused(huge).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void pixelsAreCountedOverAllFramesThatStay() throws InterruptedException {
        var frame = Pictures.halves(100, 100, Color.RED, Color.BLUE);
        byte[] gif = Crafted.animatedGif(Collections.nCopies(11, frame));
        var limits = TranscodeLimits.DEFAULT.withMaxPixels(100_000);

        try (var strict = Transcoder.start(limits)) {
            assertThat(strict.transcode(gif, gif.length, Recipe.DEFAULT))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS));
            assertThat(strict.transcode(gif, gif.length, Recipes.of(Target.JPEG)))
                    .isInstanceOf(Transcoded.Done.class);
        }
    }

    @Test
    void moreScansThanAnyonesCameraMakesAreRefused() throws InterruptedException {
        String frame = "FFD8FFC2000B080010001001011100";
        String scan = "FFDA0008010100000000";

        Refused refused = refused(HexFormat.of().parseHex(frame + scan.repeat(101) + "FFD9"));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refused.detail()).contains("101 scans");
    }

    /// Eight thousand pixels a side: too many only for a decoder that needs them all at once.
    @Test
    void interlacedPicturesMayHaveHalfThePixels() throws InterruptedException {
        byte[] png = Pictures.png(Pictures.photo(8, 8));
        png[18] = 0x1F;
        png[22] = 0x1F;
        byte[] interlaced = png.clone();
        interlaced[28] = 1;

        assertThat(refused(png).reason()).isEqualTo(Reason.CORRUPT);
        assertThat(refused(interlaced).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void aFrameFarOutsideOfItsCanvasCounts() throws InterruptedException {
        String screen = "47494638396108000800000000";
        String frame = "2C00FD00FD0800080000" + "02024C0100" + "3B";
        byte[] gif = HexFormat.of().parseHex(screen + frame);

        assertThat(refused(gif).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
    }

    @Test
    void anAnimationHasAtMostFiveHundredFrames() throws InterruptedException {
        var frame = Pictures.halves(4, 4, Color.RED, Color.BLUE);
        byte[] gif = Crafted.animatedGif(Collections.nCopies(501, frame));

        assertThat(refused(gif).detail()).contains("501 frames");
    }

    @Test
    void aSideLongerThanTheFormatHoldsIsRefused() throws InterruptedException {
        byte[] long16384 = Pictures.png(Pictures.halves(16_384, 1, Color.RED, Color.BLUE));

        Refused refused = LAB.refused(long16384, Recipes.of(Target.WEBP));

        assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
        assertThat(refused.detail()).contains("16383");
    }
}
