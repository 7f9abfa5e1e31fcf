package org.imgmill.transcode.header;

import java.nio.charset.StandardCharsets;

/// Bounds-checked numbers out of a stranger's bytes.
record Bytes(byte[] array, int length) {

    /// The file ends where its header said there is more.
    static final class EndOfBytes extends RuntimeException {
        EndOfBytes() {
            super(null, null, false, false);
        }
    }

    Bytes {
        if (length < 0 || length > array.length) {
            throw new IllegalArgumentException(length + " bytes of " + array.length);
        }
    }

    int u8(long at) {
        if (at < 0 || at >= length) {
            throw new EndOfBytes();
        }
        return array[(int) at] & 0xFF;
    }

    int u16be(long at) {
        return u8(at) << 8 | u8(at + 1);
    }

    int u16le(long at) {
        return u8(at + 1) << 8 | u8(at);
    }

    int u24le(long at) {
        return u8(at + 2) << 16 | u16le(at);
    }

    long u32be(long at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u32le(long at) {
        return (long) u16le(at + 2) << 16 | u16le(at);
    }

    long u64be(long at) {
        return u32be(at) << 32 | u32be(at + 4);
    }

    /// Whether these characters (each one byte) stand there; false beyond the end.
    boolean is(int at, String latin1) {
        if (at < 0 || at + latin1.length() > length) {
            return false;
        }
        for (int i = 0; i < latin1.length(); i++) {
            if ((array[at + i] & 0xFF) != latin1.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    String latin1(int from, int to) {
        int end = Math.min(to, length);
        return new String(array, from, Math.max(0, end - from), StandardCharsets.ISO_8859_1);
    }

    /// A dimension that fits an int; anything larger is as good as the largest.
    static int dimension(long value) {
        return (int) Math.min(value, Integer.MAX_VALUE);
    }
}
