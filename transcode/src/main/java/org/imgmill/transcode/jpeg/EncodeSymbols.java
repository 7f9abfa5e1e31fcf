package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Turns the symbols of scans into Huffman-coded bits, one scan behind the other.
///
/// Written for speed, as [EncodeRecords] is.
final class EncodeSymbols {

    private static final int LENGTH = 31;
    private static final int SIXTEEN_ZEROS = 16 << 8;

    /// Bits that are free in a `long` while seven wait for their byte, less one.
    private static final int ROOM = 56;

    private static final int SPARE = 64;

    private byte[] bytes = new byte[1 << 16];
    private long pending;
    private int pendingCount;
    private int length;

    void reset() {
        length = 0;
    }

    void shrink(int mostBytes) {
        if (bytes.length > mostBytes) {
            bytes = new byte[1 << 16];
        }
    }

    /// The encoded bits of all scans, without byte stuffing, and room behind them.
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// Encodes a scan and returns where it ends.
    int encode(BandSymbols symbols, BandCode code) {
        reserve(code.bits);
        pending = 0;
        pendingCount = 0;
        write(symbols.list, symbols.size, code);
        if (pendingCount > 0) {
            bytes[length++] = (byte) (pending >>> 56 | 0xFF >>> pendingCount);
        }
        return length;
    }

    private void reserve(long bits) {
        long need = length + (bits >>> 3) + SPARE;
        if (need > Integer.MAX_VALUE - SPARE) {
            throw new Refusal(Recompressed.Reason.TOO_MUCH_MEMORY, "the output is too long");
        }
        if (bytes.length < need) {
            bytes =
                    Arrays.copyOf(
                            bytes, (int) Math.min(need + need / 2, Integer.MAX_VALUE - SPARE));
        }
    }

    private void write(int[] symbols, int end, BandCode code) {
        final int[] table = code.table;
        final byte[] to = bytes;
        long acc = pending;
        int n = pendingCount;
        int at = length;
        int i = 0;
        for (; i + 4 <= end; i += 4) {
            int r1 = symbols[i];
            int r2 = symbols[i + 1];
            int r3 = symbols[i + 2];
            int r4 = symbols[i + 3];
            int e1 = table[r1 >>> 4 & BandSymbols.INDEX];
            int e2 = table[r2 >>> 4 & BandSymbols.INDEX];
            int e3 = table[r3 >>> 4 & BandSymbols.INDEX];
            int e4 = table[r4 >>> 4 & BandSymbols.INDEX];
            if ((e1 | e2 | e3 | e4) < 0) {
                pending = acc;
                pendingCount = n;
                length = at;
                for (int j = i; j < i + 4; j++) {
                    writeOne(symbols[j], code);
                }
                acc = pending;
                n = pendingCount;
                at = length;
            } else {
                int l2 = e2 & LENGTH;
                int l4 = e4 & LENGTH;
                int l12 = (e1 & LENGTH) + l2;
                int l34 = (e3 & LENGTH) + l4;
                long b12 = (long) (e1 >>> 5 | r1 >>> 16) << l2 | (e2 >>> 5 | r2 >>> 16);
                long b34 = (long) (e3 >>> 5 | r3 >>> 16) << l4 | (e4 >>> 5 | r4 >>> 16);
                if (l12 + l34 <= ROOM) {
                    n += l12 + l34;
                    acc |= (b12 << l34 | b34) << (64 - n);
                } else {
                    n += l12;
                    acc |= b12 << (64 - n);
                    Bytes.BIG_ENDIAN.set(to, at, acc);
                    at += n >>> 3;
                    acc <<= n & 56;
                    n = (n & 7) + l34;
                    acc |= b34 << (64 - n);
                }
                Bytes.BIG_ENDIAN.set(to, at, acc);
                at += n >>> 3;
                acc <<= n & 56;
                n &= 7;
            }
        }
        pending = acc;
        pendingCount = n;
        length = at;
        for (; i < end; i++) {
            writeOne(symbols[i], code);
        }
    }

    private void writeOne(int symbol, BandCode code) {
        int rest = symbol;
        int entry = code.table[rest >>> 4 & BandSymbols.INDEX];
        while (entry < 0) {
            put(code.zeros >>> 5, code.zeros & LENGTH);
            rest -= SIXTEEN_ZEROS;
            entry = code.table[rest >>> 4 & BandSymbols.INDEX];
        }
        put(entry >>> 5 | rest >>> 16, entry & LENGTH);
    }

    private void put(int code, int size) {
        pendingCount += size;
        pending |= (long) code << (64 - pendingCount);
        Bytes.BIG_ENDIAN.set(bytes, length, pending);
        length += pendingCount >>> 3;
        pending <<= pendingCount & 56;
        pendingCount &= 7;
    }
}
