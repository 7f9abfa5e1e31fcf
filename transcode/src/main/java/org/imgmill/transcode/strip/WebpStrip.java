package org.imgmill.transcode.strip;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Keeps the chunks of a WebP file that decide how it looks, animation included.
public final class WebpStrip {

    private static final int RIFF_BYTES = 12;
    private static final int HEAD_BYTES = 8;
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;

    private static final Set<String> KEPT =
            Set.of("VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L");

    private WebpStrip() {}

    /// Empty when the chunks are inconsistent.
    public static Optional<byte[]> strip(byte[] webp, int length) {
        if (length < RIFF_BYTES) {
            return Optional.empty();
        }
        var bytes = ByteBuffer.wrap(webp, 0, length).order(ByteOrder.LITTLE_ENDIAN);
        long end = HEAD_BYTES + Integer.toUnsignedLong(bytes.getInt(4));
        if (end > length) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream(length);
        out.write(webp, 0, RIFF_BYTES);
        int orientation = 1;
        int flagsAt = -1;
        int at = RIFF_BYTES;
        while (at + HEAD_BYTES <= end) {
            String type = new String(webp, at, 4, StandardCharsets.ISO_8859_1);
            long data = Integer.toUnsignedLong(bytes.getInt(at + 4));
            long next = at + HEAD_BYTES + data + (data & 1);
            if (at + HEAD_BYTES + data > end) {
                return Optional.empty();
            }
            next = Math.min(next, end);
            if (type.equals("VP8X") && data >= 10) {
                flagsAt = out.size() + HEAD_BYTES;
            }
            if (KEPT.contains(type)) {
                out.write(webp, at, (int) next - at);
            } else if (type.equals("EXIF")) {
                orientation = Orientation.of(tiff(bytes.slice(at + HEAD_BYTES, (int) data)));
            }
            at = (int) next;
        }
        return Optional.of(finished(out, flagsAt, orientation));
    }

    /// Some writers put the marker of JPEG's APP1 before the EXIF proper.
    private static ByteBuffer tiff(ByteBuffer exif) {
        boolean marked = exif.remaining() > 6 && exif.getInt(0) == 0x45786966;
        return marked ? exif.slice(6, exif.remaining() - 6) : exif;
    }

    private static byte[] finished(ByteArrayOutputStream out, int flagsAt, int orientation) {
        boolean turned = orientation != 1 && flagsAt >= 0;
        if (turned) {
            byte[] exif = Orientation.exif(orientation);
            out.writeBytes("EXIF".getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(
                    ByteBuffer.allocate(4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(exif.length)
                            .array());
            out.writeBytes(exif);
        }
        byte[] file = out.toByteArray();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(4, file.length - HEAD_BYTES);
        if (flagsAt >= 0) {
            int flags = file[flagsAt] & ~(EXIF_FLAG | XMP_FLAG);
            file[flagsAt] = (byte) (turned ? flags | EXIF_FLAG : flags);
        }
        return file;
    }
}
