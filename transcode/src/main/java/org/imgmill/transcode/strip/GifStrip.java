package org.imgmill.transcode.strip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Keeps the frames of a GIF, their timing and how often they repeat.
public final class GifStrip {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int COMMENT = 0xFE;
    private static final int APPLICATION = 0xFF;

    private final byte[] gif;
    private final int length;
    private final ByteArrayOutputStream out;

    private GifStrip(byte[] gif, int length) {
        this.gif = gif;
        this.length = length;
        this.out = new ByteArrayOutputStream(length);
    }

    /// Empty when the blocks are inconsistent.
    public static Optional<byte[]> strip(byte[] gif, int length) {
        var strip = new GifStrip(gif, length);
        return strip.run() ? Optional.of(strip.out.toByteArray()) : Optional.empty();
    }

    private boolean run() {
        int at = 13 + (length > 10 ? colours(gif[10]) : length);
        if (at >= length) {
            return false;
        }
        out.write(gif, 0, at);
        while (at < length) {
            int block = gif[at] & 0xFF;
            if (block == TRAILER) {
                out.write(TRAILER);
                return true;
            }
            int end = end(at, block);
            if (end < 0) {
                return false;
            }
            if (isKept(at, end, block)) {
                out.write(gif, at, end - at);
            }
            at = end;
        }
        return false;
    }

    /// Where the block that starts here ends; -1 when it does not end within the file.
    private int end(int at, int block) {
        return switch (block) {
            case EXTENSION -> afterSubBlocks(at + 2L);
            case IMAGE -> at + 10 < length ? afterSubBlocks(at + 11L + colours(gif[at + 9])) : -1;
            default -> -1;
        };
    }

    private boolean isKept(int at, int end, int block) {
        if (block == IMAGE) {
            return true;
        }
        int label = gif[at + 1] & 0xFF;
        if (label != APPLICATION) {
            return label != COMMENT;
        }
        String name = new String(gif, at, end - at, StandardCharsets.ISO_8859_1);
        return name.startsWith("NETSCAPE2.0", 3) || name.startsWith("ANIMEXTS1.0", 3);
    }

    private int afterSubBlocks(long from) {
        long at = from;
        while (at < length && gif[(int) at] != 0) {
            at += 1 + (gif[(int) at] & 0xFF);
        }
        return at < length ? (int) at + 1 : -1;
    }

    private static int colours(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }
}
