package org.imgmill.transcode.strip;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StripTest {

    @Test
    void aGifLosesItsCommentAndItsTail() throws IOException {
        byte[] gif = image("gif");
        byte[] comment = {0x21, (byte) 0xFE, 3, 'h', 'e', 'y', 0};
        byte[] input =
                ByteBuffer.allocate(gif.length + comment.length + 3)
                        .put(gif, 0, gif.length - 1)
                        .put(comment)
                        .put(gif, gif.length - 1, 1)
                        .put(new byte[] {'z', 'i', 'p'})
                        .array();

        assertThat(GifStrip.strip(input, input.length)).hasValue(gif);
    }

    @Test
    void aTurnedPngStaysTurned() throws IOException {
        byte[] png = image("png");
        byte[] exif = Orientation.exif(6);
        byte[] padded = Arrays.copyOf(exif, 200);
        byte[] input =
                ByteBuffer.allocate(png.length + 12 + padded.length)
                        .put(png, 0, 33)
                        .put(chunk("eXIf", padded))
                        .put(png, 33, png.length - 33)
                        .array();

        byte[] out = PngStrip.strip(input, input.length).orElseThrow();

        assertThat(out).hasSize(png.length + 12 + exif.length);
        assertThat(new String(out, StandardCharsets.ISO_8859_1))
                .contains("eXIf" + new String(exif, StandardCharsets.ISO_8859_1));
        assertThat(ImageIO.read(new ByteArrayInputStream(out)).getWidth()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anOrientationIsReadInEitherByteOrder(int orientation) {
        byte[] big = Orientation.exif(orientation);
        ByteBuffer little = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
        little.putShort((short) 0x4949).putShort((short) 42).putInt(8).putShort((short) 1);
        little.putShort((short) 0x112).putShort((short) 3).putInt(1).putInt(orientation).putInt(0);

        assertThat(Orientation.of(ByteBuffer.wrap(big))).isEqualTo(orientation);
        assertThat(Orientation.of(little.flip())).isEqualTo(orientation);
    }

    /// Whatever is done to a file, taking it apart ends in a value, not in an exception.
    @Test
    void brokenFilesAreDeclined() throws IOException {
        var random = new Random(7);
        byte[] webp = webp(image("png"));
        for (byte[] file : new byte[][] {image("png"), image("gif"), webp, avif()}) {
            for (int i = 0; i < 3000; i++) {
                byte[] broken = file.clone();
                for (int hits = 0; hits < 3; hits++) {
                    broken[random.nextInt(Math.min(broken.length, 120))] =
                            (byte) random.nextInt(256);
                }
                int length = random.nextInt(broken.length + 1);
                assertThat(PngStrip.strip(broken, length).map(out -> out.length).orElse(0))
                        .isLessThanOrEqualTo(length + 64);
                assertThat(GifStrip.strip(broken, length).map(out -> out.length).orElse(0))
                        .isLessThanOrEqualTo(length);
                assertThat(WebpStrip.strip(broken, length).map(out -> out.length).orElse(0))
                        .isLessThanOrEqualTo(length + 64);
                assertThat(AvifStrip.strip(broken, length).map(out -> out.length).orElse(length))
                        .isEqualTo(length);
                assertThat(Orientation.of(ByteBuffer.wrap(broken, 0, length))).isBetween(1, 8);
            }
        }
    }

    /// The outer form of a WebP, with an EXIF; its picture is not one.
    private static byte[] webp(byte[] picture) {
        byte[] exif = Orientation.exif(3);
        var file = ByteBuffer.allocate(74 + picture.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).put((byte) 8);
        file.put(new byte[9]).put("EXIF".getBytes(StandardCharsets.US_ASCII));
        file.putInt(exif.length).put(exif);
        file.put("VP8L".getBytes(StandardCharsets.US_ASCII)).putInt(picture.length).put(picture);
        return Arrays.copyOf(file.array(), file.position());
    }

    /// The boxes that say where the EXIF of an AVIF stands: eight bytes, then eight of picture.
    private static byte[] avif() {
        var file = ByteBuffer.allocate(112);
        box(file, 12, "ftyp").put("avif".getBytes(StandardCharsets.US_ASCII));
        box(file, 76, "meta").putInt(0);
        box(file, 34, "iinf").putInt(0).putShort((short) 1);
        box(file, 20, "infe").putInt(0x02000000).putShort((short) 1).putShort((short) 0);
        file.put("Exif".getBytes(StandardCharsets.US_ASCII));
        box(file, 30, "iloc").putInt(0).putShort((short) 0x4400).putShort((short) 1);
        file.putShort((short) 1).putShort((short) 0).putShort((short) 1).putInt(96).putInt(8);
        box(file, 24, "mdat").putLong(0x1111111111111111L).putLong(0x2222222222222222L);
        return file.array();
    }

    private static ByteBuffer box(ByteBuffer file, int size, String type) {
        return file.putInt(size).put(type.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theExifOfAnAvifIsBlankedWhereItStands() {
        byte[] avif = avif();

        byte[] out = AvifStrip.strip(avif, avif.length).orElseThrow();

        assertThat(Arrays.copyOf(out, 96)).isEqualTo(Arrays.copyOf(avif, 96));
        assertThat(ByteBuffer.wrap(out).getLong(96)).isZero();
        assertThat(ByteBuffer.wrap(out).getLong(104)).isEqualTo(0x2222222222222222L);
    }

    private static byte[] chunk(String type, byte[] data) {
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] image(String format) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }
}
