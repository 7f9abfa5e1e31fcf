package org.imgmill.transcode.jpeg;

/// The symbols of the output, in order, one `int` each, before their Huffman codes are known.
///
/// A record holds: bit 0 whether there is a value, bits 4-7 the number of its extra bits, bits 8-13
/// the position in zig-zag order, bits 14-15 the class, bits 16-31 the extra bits. An end of block
/// is a record without a value at position 63. Runs are never stored: subtracting the position of
/// the record before gives the run plus one, and the twelve bits from bit 4 on then index the
/// encoder's table. The first record of a block follows position 63, so its subtraction borrows one
/// from the class: a DC record therefore carries its class plus one.
final class Records extends Chunks {

    static final int LUMA_DC = 1 << 14;
    static final int CHROMA_DC = 2 << 14;

    /// From the class of a component's DC records to that of its AC records.
    private static final int DC_TO_AC = 1 << 14;

    static final int POSITION = 8;
    static final int LAST_POSITION = 63 << POSITION;

    /// The ends of a block of luma and of chroma.
    static final int LUMA_END = LUMA_DC + DC_TO_AC + LAST_POSITION;

    static final int CHROMA_END = CHROMA_DC + DC_TO_AC + LAST_POSITION;

    /// No block has more: DC, 63 values, one end.
    static final int MOST_PER_BLOCK = 65;

    /// Where the values 0 of luma and of chroma lie in [#acValues()].
    static final int LUMA_ZERO = 1024;

    static final int CHROMA_ZERO = 3072;

    private static final int[] DC_VALUES = values(2048);
    private static final int[] LEVELS = values(1024);
    private static final int[] AC_VALUES = acValues(LEVELS);

    /// How many of n units, each of at most so many blocks, fit into the current chunk: at least
    /// one, if need be in a new chunk.
    int fits(int n, int blocksPerUnit) {
        return fitsEntries(n, blocksPerUnit * MOST_PER_BLOCK);
    }

    /// A block without any difference to the one before it: what pads an MCU beyond the picture.
    void addEmptyBlock(int dcClass) {
        chunk[count++] = dcClass;
        chunk[count++] = dcClass + DC_TO_AC + LAST_POSITION;
    }

    /// What a record holds of a DC difference from -2048 to 2047, at the difference plus 2048.
    static int[] dcValues() {
        return DC_VALUES;
    }

    /// What a record holds of an AC value from -1024 to 1023, its class included: luma from 0 on,
    /// chroma from 2048 on.
    static int[] acValues() {
        return AC_VALUES;
    }

    /// What a record holds of an AC value from -1024 to 1023, at the value plus 1024, without
    /// class.
    static int[] levels() {
        return LEVELS;
    }

    private static int[] values(int zero) {
        int[] table = new int[2 * zero];
        for (int value = -zero; value < zero; value++) {
            int size = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
            int extra = (value + (value >> 31)) & ((1 << size) - 1);
            table[value + zero] = extra << 16 | size << 4 | Math.min(size, 1);
        }
        return table;
    }

    private static int[] acValues(int[] values) {
        int[] table = new int[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            table[i] = values[i] + LUMA_DC + DC_TO_AC;
            table[values.length + i] = values[i] + CHROMA_DC + DC_TO_AC;
        }
        return table;
    }
}
