package org.imgmill.transcode;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;

/// Files put together by hand: metadata, profiles and animations that ImageIO does not write.
final class Crafted {

    /// Stands in every piece of metadata made here.
    static final String SECRET = "51.4778 N 0.0014 W";

    private Crafted() {}

    /// A JPEG with an orientation and a description in its EXIF.
    static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] text = (SECRET + "\0").getBytes(StandardCharsets.US_ASCII);
        var tiff =
                ByteBuffer.allocate(38 + text.length)
                        .putInt(0x4D4D002A)
                        .putInt(8)
                        .putShort((short) 2);
        tiff.putShort((short) 0x010E).putShort((short) 2).putInt(text.length).putInt(38);
        tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
        tiff.putShort((short) orientation).putShort((short) 0).putInt(0).put(text);
        var exif = new ByteArrayOutputStream();
        exif.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.writeBytes(tiff.array());
        return withSegment(jpeg, 0xE1, exif.toByteArray());
    }

    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        var icc = new ByteArrayOutputStream();
        icc.writeBytes("ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII));
        icc.writeBytes(profile);
        return withSegment(jpeg, 0xE2, icc.toByteArray());
    }

    /// Right after SOI.
    static byte[] withSegment(byte[] jpeg, int marker, byte[] data) {
        return ByteBuffer.allocate(jpeg.length + 4 + data.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xFF)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] followedBy(byte[] file, String tail) {
        byte[] bytes = tail.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(file.length + bytes.length).put(file).put(bytes).array();
    }

    static byte[] pngWithText(byte[] png) {
        byte[] text = chunk("tEXt", ("Comment\0" + SECRET).getBytes(StandardCharsets.US_ASCII));
        int afterHeader = 8 + 25;
        return ByteBuffer.allocate(png.length + text.length)
                .put(png, 0, afterHeader)
                .put(text)
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }

    /// With an orientation in its EXIF.
    static byte[] pngTurned(byte[] png, int orientation) {
        byte[] exif = chunk("eXIf", org.imgmill.transcode.strip.Orientation.exif(orientation));
        int afterHeader = 8 + 25;
        return ByteBuffer.allocate(png.length + exif.length)
                .put(png, 0, afterHeader)
                .put(exif)
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }

    /// Two frames of the same size, as an animated PNG.
    static byte[] apng(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream();
        out.write(first, 0, 8 + 25);
        out.writeBytes(chunk("acTL", ByteBuffer.allocate(8).putInt(2).putInt(0).array()));
        byte[] size = ByteBuffer.allocate(8).put(first, 16, 8).array();
        out.writeBytes(frameControl(0, size));
        for (byte[] data : dataOf(first)) {
            out.writeBytes(chunk("IDAT", data));
        }
        out.writeBytes(frameControl(1, size));
        int sequence = 2;
        for (byte[] data : dataOf(second)) {
            byte[] numbered =
                    ByteBuffer.allocate(4 + data.length).putInt(sequence++).put(data).array();
            out.writeBytes(chunk("fdAT", numbered));
        }
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /// The first picture is what programs without animation show; only the others are frames.
    static byte[] apngBehind(byte[] hidden, byte[]... frames) {
        var out = new ByteArrayOutputStream();
        out.write(hidden, 0, 8 + 25);
        out.writeBytes(
                chunk("acTL", ByteBuffer.allocate(8).putInt(frames.length).putInt(3).array()));
        for (byte[] data : dataOf(hidden)) {
            out.writeBytes(chunk("IDAT", data));
        }
        int sequence = 0;
        for (byte[] frame : frames) {
            out.writeBytes(
                    frameControl(sequence++, ByteBuffer.allocate(8).put(frame, 16, 8).array()));
            for (byte[] data : dataOf(frame)) {
                byte[] numbered =
                        ByteBuffer.allocate(4 + data.length).putInt(sequence++).put(data).array();
                out.writeBytes(chunk("fdAT", numbered));
            }
        }
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] frameControl(int sequence, byte[] size) {
        return chunk(
                "fcTL",
                ByteBuffer.allocate(26)
                        .putInt(sequence)
                        .put(size)
                        .putLong(0)
                        .putShort((short) 1)
                        .putShort((short) 10)
                        .array());
    }

    private static List<byte[]> dataOf(byte[] png) {
        var bytes = ByteBuffer.wrap(png);
        var parts = new ArrayList<byte[]>();
        for (int at = 8; at < png.length; at += 12 + bytes.getInt(at)) {
            if (bytes.getInt(at + 4) == 0x49444154) {
                byte[] data = new byte[bytes.getInt(at)];
                bytes.get(at + 8, data);
                parts.add(data);
            }
        }
        return parts;
    }

    static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    static byte[] animatedGif(List<BufferedImage> frames) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                IIOMetadata metadata =
                        writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
                String format = metadata.getNativeMetadataFormatName();
                var root = (IIOMetadataNode) metadata.getAsTree(format);
                var control =
                        (IIOMetadataNode)
                                root.getElementsByTagName("GraphicControlExtension").item(0);
                control.setAttribute("delayTime", "10");
                metadata.setFromTree(format, root);
                writer.writeToSequence(new IIOImage(frame, null, metadata), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
