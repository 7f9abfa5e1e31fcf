package org.imgmill.testing;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Pictures made on the spot, with enough in them that quality makes a difference.
public final class Pictures {

    private Pictures() {}

    /// At quality 95, so that 50 is much smaller.
    public static byte[] jpeg(int width, int height) {
        return jpeg(width, height, 0.95f);
    }

    public static byte[] jpeg(int width, int height, float quality) {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(
                    null,
                    new IIOImage(draw(width, height, BufferedImage.TYPE_INT_RGB), null, null),
                    param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static byte[] png(int width, int height) {
        return png(draw(width, height, BufferedImage.TYPE_INT_RGB));
    }

    /// Transparent on its left half.
    public static byte[] transparentPng(int width, int height) {
        var image = draw(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width / 2; x++) {
                image.setRGB(x, y, 0);
            }
        }
        return png(image);
    }

    public static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Decodes by the JDK, which knows nothing of our decoders.
    public static BufferedImage read(byte[] bytes) {
        try {
            return Objects.requireNonNull(
                    ImageIO.read(new ByteArrayInputStream(bytes)),
                    "not a picture that the JDK reads");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage draw(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var canvas = image.createGraphics();
        canvas.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        canvas.fillRect(0, 0, width, height);
        var random = new Random(width * 31L + height);
        for (int i = 0; i < 60; i++) {
            canvas.setColor(new Color(random.nextInt(0x1000000)));
            canvas.fillOval(
                    random.nextInt(width), random.nextInt(height), 1 + width / 8, 1 + height / 8);
        }
        canvas.dispose();
        return image;
    }
}
