package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.Transcoded.Done;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiffTest {

    private static final int ICC_LAB = 9;

    private static final List<Color> PATCHES =
            List.of(
                    Color.WHITE,
                    Color.BLACK,
                    Color.GRAY,
                    new Color(220, 30, 40),
                    new Color(30, 160, 60),
                    new Color(40, 70, 200),
                    new Color(224, 172, 140));

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @ValueSource(strings = {"CCITT T.6", "CCITT T.4", "PackBits", "LZW"})
    void blackAndWhiteBecomesASmallerPngOfOneBit(String compression)
            throws IOException, InterruptedException {
        BufferedImage drawing = drawing();
        byte[] input = tiff(drawing, compression);

        Done done = LAB.done(input, Recipe.DEFAULT);

        assertThat(done.format()).isEqualTo(ImageFormat.PNG);
        assertThat(done.bytes()[24]).as("bits").isEqualTo((byte) 1);
        assertThat(done.bytes().length).isLessThan(input.length);
        assertThat(Lab.likeness(LAB.decode(done), drawing)).isEqualTo(100);
    }

    @Test
    void blackAndWhiteThatIsMadeSmallerBecomesGrey() throws IOException, InterruptedException {
        Done done =
                LAB.done(
                        tiff(drawing(), "CCITT T.6"), Recipes.within(Target.KEEP, 100, null, null));

        assertThat(done.format()).isEqualTo(ImageFormat.PNG);
        assertThat(done.width()).isEqualTo(100);
    }

    @Test
    void aFewColoursThatWouldGrowAsAJpegBecomePng() throws IOException, InterruptedException {
        byte[] input = tiff(Pictures.halves(64, 64, Color.RED, Color.BLUE), "Deflate");

        Done done = LAB.done(input, Recipe.DEFAULT);

        assertThat(done.format()).isEqualTo(ImageFormat.PNG);
        assertThat(done.bytes().length).isLessThan(input.length);
    }

    @ParameterizedTest
    @CsvSource({"8,II", "8,MM", "9,II", "9,MM"})
    void labColoursAreWhatTheyAreInSrgb(int photometric, String order) throws InterruptedException {
        boolean little = order.equals("II");
        byte[] input =
                labTiff(photometric, little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);

        for (Target target : new Target[] {Target.KEEP, Target.PNG, Target.WEBP}) {
            BufferedImage picture = LAB.decode(LAB.done(input, Recipes.of(target)));

            for (int i = 0; i < PATCHES.size(); i++) {
                Lab.assertNear(picture.getRGB(16 * i + 8, 8), PATCHES.get(i));
            }
        }
    }

    private static BufferedImage drawing() {
        var drawing = new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_BINARY);
        var graphics = drawing.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 300, 200);
        graphics.setColor(Color.BLACK);
        for (int i = 0; i < 20; i++) {
            graphics.drawOval(10 + 7 * i, 10 + 3 * i, 90, 60);
            graphics.drawLine(0, 10 * i, 299, 199 - 5 * i);
        }
        graphics.dispose();
        return drawing;
    }

    private static byte[] tiff(BufferedImage image, String compression) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType(compression);
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// The patches side by side, 16 pixels each, as lightness and two axes of colour.
    private static byte[] labTiff(int photometric, ByteOrder order) {
        int width = 16 * PATCHES.size();
        int height = 16;
        int pixels = 8;
        int bits = pixels + width * height * 3;
        int directory = bits + 6;
        int[][] entries = {
            {256, 4, 1, width},
            {257, 4, 1, height},
            {258, 3, 3, bits},
            {259, 3, 1, 1},
            {262, 3, 1, photometric},
            {273, 4, 1, pixels},
            {277, 3, 1, 3},
            {278, 4, 1, height},
            {279, 4, 1, width * height * 3}
        };
        var out = ByteBuffer.allocate(directory + 2 + 12 * entries.length + 4).order(order);
        out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        out.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M'));
        out.putShort((short) 42).putInt(directory);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out.put(lab(PATCHES.get(x / 16), photometric == ICC_LAB ? 128 : 0));
            }
        }
        out.putShort((short) 8).putShort((short) 8).putShort((short) 8);
        out.putShort((short) entries.length);
        for (int[] entry : entries) {
            out.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]);
            if (entry[1] == 3 && entry[2] == 1) {
                out.putShort((short) entry[3]).putShort((short) 0);
            } else {
                out.putInt(entry[3]);
            }
        }
        return out.array();
    }

    /// By the colour management of the JDK, whose XYZ is relative to the white of profiles.
    private static byte[] lab(Color colour, int shift) {
        float[] xyz = colour.getColorComponents(ColorSpace.getInstance(ColorSpace.CS_CIEXYZ), null);
        double x = curve(xyz[0] / 0.9642);
        double y = curve(xyz[1]);
        double z = curve(xyz[2] / 0.8249);
        return new byte[] {
            (byte) Math.round((116 * y - 16) * 255 / 100),
            (byte) (Math.round(500 * (x - y)) + shift),
            (byte) (Math.round(200 * (y - z)) + shift)
        };
    }

    private static double curve(double light) {
        return light > 216 / 24389.0 ? Math.cbrt(light) : (24389 / 27.0 * light + 16) / 116;
    }
}
