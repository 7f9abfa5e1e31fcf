package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// A Huffman code as a DHT segment describes it: checked, and its codes counted out.
final class HuffmanCode {

    /// A code without symbols, for a scan that names an undefined table.
    static final HuffmanCode NONE = new HuffmanCode(new byte[16]);

    /// 16 counts by code length, then the symbols from the shortest code to the longest
    private final byte[] description;

    private final int[] codes;
    private final int[] lengths;

    private HuffmanCode(byte[] description) {
        this.description = description;
        int size = description.length - 16;
        codes = new int[size];
        lengths = new int[size];
        int code = 0;
        int i = 0;
        for (int length = 1; length <= 16; length++) {
            int count = Bytes.u8(description, length - 1);
            for (int n = 0; n < count; n++) {
                codes[i] = code++;
                lengths[i++] = length;
            }
            if (count > 0 && code >= 1 << length) {
                throw Refusal.corrupt("Huffman table with too many codes");
            }
            code <<= 1;
        }
    }

    /// Reads the table whose 16 counts start at this place of a DHT segment.
    static HuffmanCode read(byte[] in, int at, int end) {
        int size = 0;
        for (int i = 0; i < 16; i++) {
            size += at + i < end ? Bytes.u8(in, at + i) : 0;
        }
        if (size > 256 || at + 16 + size > end) {
            throw Refusal.corrupt("Huffman table with a wrong length");
        }
        refuseTwins(in, at + 16, size);
        return new HuffmanCode(Arrays.copyOfRange(in, at, at + 16 + size));
    }

    /// A symbol with two codes has no length of its own, by which an end of block is given back.
    private static void refuseTwins(byte[] in, int at, int size) {
        var seen = new boolean[256];
        for (int i = at; i < at + size; i++) {
            int symbol = Bytes.u8(in, i);
            if (seen[symbol]) {
                throw Refusal.unsupported("a Huffman table that names a symbol twice");
            }
            seen[symbol] = true;
        }
    }

    static HuffmanCode of(byte[] description) {
        return new HuffmanCode(description.clone());
    }

    byte[] description() {
        return description;
    }

    int size() {
        return codes.length;
    }

    int symbol(int i) {
        return Bytes.u8(description, 16 + i);
    }

    int code(int i) {
        return codes[i];
    }

    int length(int i) {
        return lengths[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HuffmanCode code && Arrays.equals(description, code.description);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(description);
    }
}
