package org.imgmill.transcode.strip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The one thing in EXIF that changes how a picture looks.
public final class Orientation {

    public static final int UPRIGHT = 1;
    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY_BYTES = 12;

    private Orientation() {}

    /// @param exif from its byte order mark on
    /// @return 1 to 8; 1 where nothing, or nothing sensible, is said
    public static int of(ByteBuffer exif) {
        if (exif.remaining() < 8) {
            return UPRIGHT;
        }
        ByteBuffer bytes = exif.slice();
        short mark = bytes.getShort(0);
        if (mark == 0x4949) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
        } else if (mark != 0x4D4D) {
            return UPRIGHT;
        }
        long directory = Integer.toUnsignedLong(bytes.getInt(4));
        if (directory + 2 > bytes.limit()) {
            return UPRIGHT;
        }
        int entries = Short.toUnsignedInt(bytes.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY_BYTES;
            if (entry + ENTRY_BYTES > bytes.limit()) {
                return UPRIGHT;
            }
            int at = (int) entry;
            if (bytes.getShort(at) == TAG && bytes.getShort(at + 2) == SHORT) {
                int value = bytes.getShort(at + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /// EXIF that says this and nothing else.
    public static byte[] exif(int orientation) {
        return ByteBuffer.allocate(26)
                .putInt(0x4D4D002A)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) TAG)
                .putShort((short) SHORT)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .array();
    }
}
