package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// The symbols of one scan, in order, one `int` each, before their Huffman codes are known.
///
/// Bits 4-7 the number of extra bits, bits 8-13 the zeros before a value plus one, bit 14 which of
/// two codes, bits 16-31 the extra bits. Where bits 8-13 are 0 it ends the band in as many blocks
/// as a power of two and the extra bits say (ITU T.81, G.1.2.2).
final class BandSymbols {

    /// Bits of code, zeros plus one and size.
    static final int INDEX = 2047;

    /// Longer runs of ended blocks would need more extra bits than a table entry has room for.
    static final int MOST_ENDS = 2047;

    private static final int MOST_TO_KEEP = 1 << 20;

    int[] list = new int[1 << 12];
    int size;
    final int[] counts = new int[INDEX + 1];

    /// Blocks in a row that have ended and are not written down yet.
    int ends;

    void reset() {
        size = 0;
        ends = 0;
        Arrays.fill(counts, 0);
    }

    void shrink() {
        if (list.length > MOST_TO_KEEP) {
            list = new int[1 << 12];
        }
    }

    /// Makes room for so many more symbols.
    void reserve(int more) {
        if (list.length - size < more) {
            list = Arrays.copyOf(list, Math.max(2 * list.length, size + more));
        }
    }

    void add(int symbol) {
        list[size++] = symbol;
        counts[symbol >>> 4 & INDEX]++;
    }

    /// One more block has no value in the rest of the band.
    void end() {
        if (++ends == MOST_ENDS) {
            flush();
        }
    }

    /// Writes the ended blocks down.
    void flush() {
        if (ends > 0) {
            int bits = 31 - Integer.numberOfLeadingZeros(ends);
            add((ends - (1 << bits)) << 16 | bits << 4);
            ends = 0;
        }
    }
}
