package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ColourTest {

    @AutoClose private static final Lab LAB = Lab.open();

    /// A quarter of the light is 64 in linear numbers and 137 in sRGB.
    @Test
    void aColourProfileIsApplied() throws InterruptedException {
        var quarter = new Color(64, 64, 64);
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        byte[] input =
                Crafted.withProfile(
                        Pictures.jpeg(Pictures.halves(64, 64, quarter, quarter), 0.95f), profile);

        for (Target format : new Target[] {Target.KEEP, Target.PNG, Target.WEBP}) {
            Done done = LAB.done(input, Recipes.of(format));
            Lab.assertNear(LAB.decode(done).getRGB(32, 32), new Color(137, 137, 137));
        }
    }

    @Test
    void aBrokenProfileIsIgnored() throws InterruptedException {
        byte[] junk = new byte[300];
        Arrays.fill(junk, (byte) 'x');
        byte[] input =
                Crafted.withProfile(
                        Pictures.jpeg(Pictures.halves(64, 64, Color.RED, Color.RED), 0.95f), junk);

        Done done = LAB.done(input, Recipe.DEFAULT);

        Lab.assertNear(LAB.decode(done).getRGB(32, 32), Color.RED);
    }

    @Test
    void aJpegInInksComesOutInColours() throws InterruptedException, IOException {
        byte[] input = cmykJpeg(new int[] {255, 0, 0, 255});

        Done done = LAB.done(input, Recipe.DEFAULT);

        BufferedImage picture = LAB.decode(done);
        assertThat(picture.getRaster().getNumBands()).isEqualTo(3);
        // A browser shows 255, 0, 0: without a profile there is no press to be true to.
        Lab.assertNear(picture.getRGB(32, 32), Color.RED);
    }

    @Test
    void sixteenBitsBecomeEight() throws InterruptedException {
        var deep = new BufferedImage(32, 32, BufferedImage.TYPE_USHORT_GRAY);
        WritableRaster raster = deep.getRaster();
        for (int i = 0; i < 32 * 32; i++) {
            raster.setSample(i % 32, i / 32, 0, 0x8000);
        }

        Done done = LAB.done(Pictures.png(deep), Recipes.of(Target.JPEG));

        BufferedImage picture = LAB.decode(done);
        Lab.assertNear(picture.getRaster().getSample(5, 5, 0) * 0x010101, new Color(128, 128, 128));
    }

    /// As Adobe and, by now, everyone writes them: 255 for no ink, 0 for all of it.
    private static byte[] cmykJpeg(int[] inks) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(0, 64, 64, 4, null);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                raster.setPixel(x, y, inks);
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(raster, null, null), null);
        } finally {
            writer.dispose();
        }
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return Crafted.withSegment(bytes.toByteArray(), 0xEE, adobe);
    }
}
