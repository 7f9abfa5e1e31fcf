package org.imgmill.transcode;

import java.awt.AlphaComposite;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What animated PNGs of our own show, drawn by ImageIO and AWT: frames that stay and replace what
/// was there.
final class AnimatedPngs {

    private AnimatedPngs() {}

    static List<BufferedImage> frames(byte[] png) {
        var bytes = ByteBuffer.wrap(png);
        var canvas =
                new BufferedImage(bytes.getInt(16), bytes.getInt(20), BufferedImage.TYPE_INT_ARGB);
        var frames = new ArrayList<BufferedImage>();
        var data = new ByteArrayOutputStream();
        ByteBuffer control = ByteBuffer.allocate(26);
        for (int at = 8; at < png.length; at += 12 + bytes.getInt(at)) {
            String type = new String(png, at + 4, 4, StandardCharsets.US_ASCII);
            int length = bytes.getInt(at);
            switch (type) {
                case "IDAT" -> data.write(png, at + 8, length);
                case "fdAT" -> data.write(png, at + 12, length - 4);
                case "fcTL", "IEND" -> {
                    if (data.size() > 0) {
                        draw(canvas, control, alone(png, control, data.toByteArray()));
                        frames.add(copy(canvas));
                    }
                    data.reset();
                    control = bytes.slice(at + 8, length);
                }
                default -> {}
            }
        }
        return frames;
    }

    private static byte[] alone(byte[] png, ByteBuffer control, byte[] data) {
        byte[] header = new byte[13];
        System.arraycopy(png, 16, header, 0, header.length);
        control.get(4, header, 0, 8);
        var out = new ByteArrayOutputStream();
        out.write(png, 0, 8);
        out.writeBytes(Crafted.chunk("IHDR", header));
        out.writeBytes(Crafted.chunk("IDAT", data));
        out.writeBytes(Crafted.chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static void draw(BufferedImage canvas, ByteBuffer control, byte[] png) {
        var graphics = canvas.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(Pictures.read(png), control.getInt(12), control.getInt(16), null);
        graphics.dispose();
    }

    private static BufferedImage copy(BufferedImage image) {
        var copy =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        copy.setData(image.getData());
        return copy;
    }
}
