package org.imgmill.transcode.strip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// Keeps the chunks of a PNG that decide how it looks, animation included.
public final class PngStrip {

    private static final int SIGNATURE_BYTES = 8;
    private static final int FRAME_BYTES = 12;

    private static final Set<String> KEPT =
            Set.of(
                    "IHDR", "PLTE", "IDAT", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT",
                    "bKGD", "pHYs", "acTL", "fcTL", "fdAT", "mDCV", "cLLI", "IEND");

    private PngStrip() {}

    /// Empty when the chunks are inconsistent.
    public static Optional<byte[]> strip(byte[] png, int length) {
        if (length < SIGNATURE_BYTES) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream(length);
        out.write(png, 0, SIGNATURE_BYTES);
        var bytes = ByteBuffer.wrap(png, 0, length);
        int at = SIGNATURE_BYTES;
        while (at + FRAME_BYTES <= length) {
            long data = Integer.toUnsignedLong(bytes.getInt(at));
            long end = at + FRAME_BYTES + data;
            if (end > length) {
                return Optional.empty();
            }
            String type = new String(png, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (KEPT.contains(type)) {
                out.write(png, at, (int) end - at);
            } else if (type.equals("eXIf")) {
                int orientation = Orientation.of(bytes.slice(at + 8, (int) data));
                if (orientation != 1) {
                    out.writeBytes(chunk("eXIf", Orientation.exif(orientation)));
                }
            }
            if (type.equals("IEND")) {
                return Optional.of(out.toByteArray());
            }
            at = (int) end;
        }
        return Optional.empty();
    }

    static byte[] chunk(String type, byte[] data) {
        var crc = new CRC32();
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(FRAME_BYTES + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }
}
