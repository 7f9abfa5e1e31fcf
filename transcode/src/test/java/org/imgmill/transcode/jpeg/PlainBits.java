package org.imgmill.transcode.jpeg;

/// The bits of a scan, one by one, for [PlainJpeg].
final class PlainBits {

    /// The byte that is read next.
    int at;

    private final byte[] in;
    private int buffer;
    private int left;

    PlainBits(byte[] in) {
        this.in = in;
    }

    int bit() {
        if (left == 0) {
            buffer = in[at++] & 255;
            if (buffer == 255) {
                while (in[at] == -1) {
                    at++;
                }
                if (in[at++] != 0) {
                    throw new IllegalStateException("marker inside data");
                }
            }
            left = 8;
        }
        return buffer >> --left & 1;
    }

    int bits(int n) {
        int value = 0;
        for (int i = 0; i < n; i++) {
            value = value * 2 + bit();
        }
        return value;
    }

    int signed(int size) {
        int value = bits(size);
        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// @param code three rows: lengths, codes, symbols
    int symbol(int[][] code) {
        int read = bit();
        for (int length = 1; length <= 16; length++, read = read * 2 + bit()) {
            for (int i = 0; i < 256; i++) {
                if (code[0][i] == length && code[1][i] == read) {
                    return code[2][i];
                }
            }
        }
        throw new IllegalStateException("no such code");
    }

    void skipToNextByte() {
        left = 0;
    }

    /// Goes on behind the next marker.
    void skipMarker() {
        while (in[at] != -1 || in[at + 1] == -1) {
            at++;
        }
        at += 2;
        skipToNextByte();
    }
}
