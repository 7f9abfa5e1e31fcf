package org.imgmill.transcode;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Pictures that tests make themselves.
final class Pictures {

    private Pictures() {}

    /// Soft shapes with a little noise: compresses like a photo.
    static BufferedImage photo(int width, int height) {
        return paint(width, height, BufferedImage.TYPE_INT_RGB);
    }

    /// The same, opaque in the middle only.
    static BufferedImage seeThrough(int width, int height) {
        BufferedImage image = paint(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = Math.hypot(x - width / 2.0, y - height / 2.0) < width / 3.0;
                if (!inside) {
                    image.setRGB(x, y, 0);
                }
            }
        }
        return image;
    }

    private static BufferedImage paint(int width, int height, int type) {
        var random = new Random(42);
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double wave = Math.sin(x / 17.0) * Math.cos(y / 23.0);
                int noise = random.nextInt(9) - 4;
                int red = clamp(128 + 100 * wave + noise);
                int green = clamp(255.0 * x / width + noise);
                int blue = clamp(255.0 * y / height + noise);
                image.setRGB(x, y, 0xFF000000 | red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    /// Some hundred colours, no noise.
    static BufferedImage gradient(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, new Color(x * 255 / width, y * 255 / height, 64).getRGB());
            }
        }
        return image;
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    /// Left half one colour, right half another.
    static BufferedImage halves(int width, int height, Color left, Color right) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(left);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(right);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return image;
    }

    static byte[] png(BufferedImage image) {
        return write(image, "png");
    }

    static byte[] bmp(BufferedImage image) {
        return write(image, "bmp");
    }

    static byte[] tiff(BufferedImage image) {
        return write(image, "tiff");
    }

    private static byte[] write(BufferedImage image, String format) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("ImageIO writes no such " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] jpeg(BufferedImage image, float quality) {
        return jpeg(image, quality, false);
    }

    static byte[] jpeg(BufferedImage image, float quality, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
        if (progressive) {
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /// A picture turned as the EXIF segment of its file says.
    static BufferedImage upright(BufferedImage stored, byte[] jpeg) {
        int orientation = orientation(new String(jpeg, StandardCharsets.ISO_8859_1));
        if (orientation == 1) {
            return stored;
        }
        int width = stored.getWidth();
        int height = stored.getHeight();
        boolean turned = orientation >= 5;
        var upright =
                new BufferedImage(
                        turned ? height : width,
                        turned ? width : height,
                        BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                int across = turned ? y : x;
                int down = turned ? x : y;
                boolean fromRight = orientation == 2 || orientation == 3 || orientation >= 7;
                boolean fromBelow =
                        orientation == 3
                                || orientation == 4
                                || orientation == 6
                                || orientation == 7;
                upright.setRGB(
                        x,
                        y,
                        stored.getRGB(
                                fromRight ? width - 1 - across : across,
                                fromBelow ? height - 1 - down : down));
            }
        }
        return upright;
    }

    private static int orientation(String jpeg) {
        int exif = jpeg.indexOf("Exif\0\0");
        int end = jpeg.indexOf("\u00FF\u00DA");
        if (exif < 0 || exif > end) {
            return 1;
        }
        int big = jpeg.indexOf("\1\u0012\0\3\0\0\0\1\0", exif);
        int little = jpeg.indexOf("\u0012\1\3\0\1\0\0\0", exif);
        if (big >= 0 && big < end) {
            return jpeg.charAt(big + 9);
        }
        return little >= 0 && little < end ? jpeg.charAt(little + 8) : 1;
    }

    /// Decodes what the JDK can decode: JPEG, PNG, GIF, TIFF.
    static BufferedImage read(byte[] file) {
        try {
            return Objects.requireNonNull(
                    ImageIO.read(new ByteArrayInputStream(file)), "ImageIO reads no such thing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
