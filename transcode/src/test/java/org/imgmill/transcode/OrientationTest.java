package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.OnLarger;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
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
