package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Answers the next bits of a scan with a symbol: how many bits it takes, how far it leads and
/// where the value behind it lies.
///
/// An entry holds: bits 0-5 how many bits code and value take together, bits 8-14 how far it
/// advances in zig-zag order, bit 15 whether the block ends here, bits 16-20 where the value
/// begins, bits 24-27 its length. A code too long for the table is left to [#longEntry(long)].
///
/// Values themselves are not in the table: reading one takes ten instructions and no branch, where
/// a table with values is mispredicted at each one that does not fit (4 % slower). A table should
/// stay in the nearest cache; codes of DC differences are short, so theirs is smaller.
final class DecodingTable {

    static final int SHIFT = 64 - 11;
    static final int DC_SHIFT = 64 - 9;

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
        /// AC in a refinement scan: bits 16-23 of an entry are the symbol itself
        REFINEMENT
    }

    final int[] entries;

    /// Length of the end-of-block code; 0 where there is none.
    final int endLength;

    /// The longest code that has a place in the table.
    private final int longest;

    /// Entries of the longer codes, each where its code stands among all codes.
    private final int[] rare;

    /// By the length of longer codes: the first code after them, and the offset from a code to its
    /// place in `rare`.
    private final int[] beyond = new int[17];

    private final int[] toPlace = new int[17];

    DecodingTable(HuffmanCode code, Meaning meaning) {
        longest = 64 - (meaning == Meaning.DC ? DC_SHIFT : SHIFT);
        entries = new int[1 << longest];
        rare = new int[code.size()];
        int end = 0;
        for (int i = 0; i < code.size(); i++) {
            int length = code.length(i);
            int entry = entry(code.symbol(i), length, meaning);
            if (length > longest) {
                rare[i] = entry;
                beyond[length] = code.code(i) + 1;
                toPlace[length] = i - code.code(i);
            } else {
                int from = code.code(i) << (longest - length);
                Arrays.fill(entries, from, from + (1 << (longest - length)), entry);
            }
            end = code.symbol(i) == 0 ? length : end;
        }
        endLength = end;
    }

    /// What stands for an entry of 0 (ITU T.81, F.2.2.3).
    int longEntry(long bits) {
        for (int length = longest + 1; length < beyond.length; length++) {
            int code = (int) (bits >>> (64 - length));
            if (code < beyond[length]) {
                return rare[code + toPlace[length]];
            }
        }
        return BAD;
    }

    /// The value behind a symbol: ITU T.81, F.2.2.1, where a value whose first bit is 0 is negative
    /// and stands there as its ones' complement.
    ///
    /// @param bits from the beginning of the entry's code on
    static int value(long bits, int entry) {
        // A shift looks at six bits of its distance only, so neither needs a mask.
        long first = bits << (entry >>> 16);
        long sign = ~first >> 63;
        int size = (int) ((first ^ sign) >>> 1 >>> ~(entry >>> 24));
        return Coefficients.signed(size, (int) sign);
    }

    private static int entry(int symbol, int length, Meaning meaning) {
        int size = symbol & 15;
        int run = symbol >> 4;
        return switch (meaning) {
            case DC -> symbol > 11 ? BAD : valued(0, length, symbol);
            case REFINEMENT -> symbol << 16 | length;
            case AC, BAND -> {
                if (size > 10) {
                    yield BAD;
                } else if (size > 0) {
                    yield valued(run + 1, length, size);
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

    private static int valued(int advance, int length, int size) {
        return size << 24 | length << 16 | advance << 8 | (length + size);
    }
}
