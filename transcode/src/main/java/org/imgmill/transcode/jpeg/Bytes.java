package org.imgmill.transcode.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in byte arrays, and a look at eight bytes at a time.
final class Bytes {

    static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    /// The high bit of every 0xFF among eight bytes read as little-endian; bits above the lowest
    /// one set may be false, so only the lowest counts.
    static long markFF(long eight) {
        return (~eight - LOW_BITS) & eight & HIGH_BITS;
    }

    /// How many of eight bytes are 0xFF.
    static int countFF(long eight) {
        long others = ~eight;
        return 8 - Long.bitCount((((others & ~HIGH_BITS) + ~HIGH_BITS) | others) & HIGH_BITS);
    }

    /// Whether the ASCII text stands at this place.
    static boolean startsWith(byte[] bytes, int at, int end, String text) {
        if (end - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private Bytes() {}
}
