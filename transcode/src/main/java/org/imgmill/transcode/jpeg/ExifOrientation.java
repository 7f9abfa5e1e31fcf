package org.imgmill.transcode.jpeg;

/// Finds the orientation in an EXIF segment: one SHORT in the first directory, and nothing else.
final class ExifOrientation {

    static final int UPRIGHT = 1;

    /// From this one on a viewer shows columns as rows.
    static final int FIRST_TURNED = 5;

    private static final String SIGNATURE = "Exif\0\0";
    private static final int TAG = 0x112;
    private static final int SHORT = 3;

    /// The orientation, 1 to 8; 1 where there is none or none that makes sense.
    static int of(byte[] in, Segment segment) {
        int tiff = segment.bodyFrom() + SIGNATURE.length();
        int end = segment.end();
        if (!isExif(in, segment) || end - tiff < 8) {
            return UPRIGHT;
        }
        boolean little = Bytes.startsWith(in, tiff, end, "II*\0");
        if (!little && !Bytes.startsWith(in, tiff, end, "MM\0*")) {
            return UPRIGHT;
        }
        long directory = u32(in, tiff + 4, little);
        if (directory > end - tiff - 2) {
            return UPRIGHT;
        }
        int at = tiff + (int) directory;
        int entries = u16(in, at, little);
        for (int i = 0, entry = at + 2; i < entries && entry + 12 <= end; i++, entry += 12) {
            if (u16(in, entry, little) == TAG) {
                int value = u16(in, entry + 8, little);
                boolean sound =
                        u16(in, entry + 2, little) == SHORT
                                && u32(in, entry + 4, little) == 1
                                && value >= 1
                                && value <= 8;
                return sound ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    static boolean isExif(byte[] in, Segment segment) {
        return segment.marker() == 0xE1
                && Bytes.startsWith(in, segment.bodyFrom(), segment.end(), SIGNATURE);
    }

    /// A whole APP1 segment that says nothing but the orientation.
    static byte[] segment(int orientation) {
        return new byte[] {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0, //
            'M',
            'M',
            0,
            '*',
            0,
            0,
            0,
            8,
            0,
            1, //
            1,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
    }

    private static int u16(byte[] in, int at, boolean little) {
        int big = Bytes.u16(in, at);
        return little ? Short.reverseBytes((short) big) & 0xFFFF : big;
    }

    private static long u32(byte[] in, int at, boolean little) {
        int big = Bytes.u16(in, at) << 16 | Bytes.u16(in, at + 2);
        return Integer.toUnsignedLong(little ? Integer.reverseBytes(big) : big);
    }

    private ExifOrientation() {}
}
