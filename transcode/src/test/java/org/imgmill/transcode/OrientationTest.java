package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// EXIF says how a camera was held.
class OrientationTest {

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aPictureThatLiesOnItsSideComesOutUpright(int orientation) throws InterruptedException {
        BufferedImage upright = Pictures.halves(120, 60, Color.RED, Color.BLUE);
        byte[] input =
                Crafted.withExif(Pictures.jpeg(laid(upright, orientation), 0.95f), orientation);

        for (Metadata metadata : Metadata.values()) {
            for (Target format : new Target[] {Target.KEEP, Target.WEBP}) {
                Recipe small =
                        Recipes.recipe(
                                "quality",
                                80,
                                "format",
                                format,
                                "max_width",
                                60,
                                "background",
                                0,
                                "metadata",
                                metadata,
                                "on_larger",
                                OnLarger.KEEP_ORIGINAL);
                Done done = LAB.done(input, small);

                assertThat(done.width()).isEqualTo(60);
                assertThat(done.height()).isEqualTo(30);
                BufferedImage picture = LAB.decode(done);
                Lab.assertNear(picture.getRGB(10, 15), Color.RED);
                Lab.assertNear(picture.getRGB(50, 15), Color.BLUE);
            }
        }
    }

    /// EXIF has the orientation in two bytes; Chromium passes over one in four.
    @Test
    void anOrientationThatNoBrowserSeesTurnsNothing() throws InterruptedException {
        byte[] jpeg = Pictures.jpeg(Pictures.halves(120, 60, Color.RED, Color.BLUE), 0.95f);
        byte[] input = Crafted.withExif(jpeg, 6);
        byte[] inTwo = {0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0};
        byte[] inFour = {0x01, 0x12, 0, 4, 0, 0, 0, 1, 0, 0, 0, 6};
        int at = place(input, inTwo);
        System.arraycopy(inFour, 0, input, at, inFour.length);

        for (Target format : new Target[] {Target.KEEP, Target.WEBP, Target.PNG}) {
            Done done = LAB.done(input, Recipes.of(format));

            assertThat(done.width()).isEqualTo(120);
            assertThat(done.height()).isEqualTo(60);
        }
    }

    private static int place(byte[] file, byte[] part) {
        for (int i = 0; i + part.length <= file.length; i++) {
            if (Arrays.equals(file, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("no such bytes in the file");
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
}
