package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Answers the next eleven bits of a scan with a symbol and, where it fits, the value behind it.
///
/// An entry holds: bits 0-5 how many bits it consumes, bits 8-14 how far it advances in zig-zag
/// order, bit 15 whether the block ends here, bits 16-31 the value. An entry that consumes nothing
/// is completed by [#longEntry(long, int)].
final class DecodingTable {

    static final int BITS = 11;
    static final int SHIFT = 64 - BITS;
    static final int LENGTH = 63;
    static final int ADVANCE = 0xFF00;
    static final int END = 0x8000;

    /// Consumes one bit so that it is never completed, and advances beyond any sound entry.
    static final int BAD = 255 << 8 | 1;

    /// What the symbols of a code mean.
    enum Meaning {
        DC,
        AC,
        /// AC in the first scan of a progressive band: ends may span many blocks
        BAND,
        /// AC in a refinement scan: the symbol itself is the value
        REFINEMENT
    }

    final int[] entries = new int[1 << BITS];

    /// Length of the end-of-block code; 0 where there is none.
    final int endLength;

    /// Entries for codes of more than eleven bits, by the first sixteen bits from `rareFrom` on.
    private final int[] rare;

    private final int rareFrom;

    DecodingTable(HuffmanCode code, Meaning meaning) {
        int first = 1 << 16;
        int end = 0;
        for (int i = code.size() - 1; i >= 0; i--) {
            if (code.length(i) > BITS) {
                first = code.code(i) << (16 - code.length(i));
            }
            end = code.symbol(i) == 0 ? code.length(i) : end;
        }
        endLength = end;
        rareFrom = first;
        rare = new int[(1 << 16) - first];
        Arrays.fill(rare, BAD);
        for (int i = 0; i < code.size(); i++) {
            int length = code.length(i);
            int entry = entry(code.symbol(i), length, meaning);
            if (length > BITS) {
                int from = (code.code(i) << (16 - length)) - rareFrom;
                Arrays.fill(rare, from, from + (1 << (16 - length)), entry);
            } else {
                fill(code.code(i) << (BITS - length), length, entry);
            }
        }
    }

    /// Completes an entry that consumes nothing: a long code, or a value that did not fit.
    int longEntry(long bits, int entry) {
        int open = entry;
        if (open == 0) {
            int i = (int) (bits >>> 48) - rareFrom;
            open = i >= 0 ? rare[i] : BAD;
            if ((open & LENGTH) != 0) {
                return open;
            }
        }
        int length = open >>> 16 & 31;
        int size = open >>> 24;
        return value((int) (bits << length >>> (64 - size)), size) << 16
                | (open & ADVANCE)
                | (length + size);
    }

    private static int entry(int symbol, int length, Meaning meaning) {
        int size = symbol & 15;
        int run = symbol >> 4;
        return switch (meaning) {
            case DC -> symbol > 11 ? BAD : symbol == 0 ? length : open(0, length, symbol);
            case REFINEMENT -> symbol << 16 | length;
            case AC, BAND -> {
                if (size > 10) {
                    yield BAD;
                } else if (size > 0) {
                    yield open(run + 1, length, size);
                } else if (run == 15) {
                    yield 16 << 8 | length;
                } else if (meaning == Meaning.BAND) {
                    yield END | run << 8 | length;
                } else {
                    yield run == 0 ? END | length : BAD;
                }
            }
        };
    }

    /// An entry whose value is still to be read: its length field is 0.
    private static int open(int advance, int length, int size) {
        return size << 24 | length << 16 | advance << 8;
    }

    private void fill(int from, int length, int entry) {
        int size = entry >>> 24;
        boolean open = (entry & LENGTH) == 0;
        int end = from + (1 << (BITS - length));
        if (!open || length + size > BITS) {
            Arrays.fill(entries, from, end, entry);
            return;
        }
        int step = 1 << (BITS - length - size);
        for (int extra = 0, at = from; at < end; extra++, at += step) {
            int complete = value(extra, size) << 16 | (entry & ADVANCE) | (length + size);
            Arrays.fill(entries, at, at + step, complete);
        }
    }

    private static int value(int extra, int size) {
        return extra < 1 << (size - 1) ? extra - (1 << size) + 1 : extra;
    }
}
