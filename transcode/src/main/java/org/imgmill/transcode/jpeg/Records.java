package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.jpeg.Recompressed.Reason;

/// The symbols of the output, in order, one `int` each, before their Huffman codes are known.
///
/// A record holds: bit 0 whether there is a value, bits 4-7 the number of its extra bits, bits 8-13
/// the position in zig-zag order, bits 14-15 the class, bits 16-31 the extra bits. An end of block
/// is a record without a value at position 63. Runs are never stored: subtracting the position of
/// the record before gives the run plus one, and the twelve bits from bit 4 on then index the
/// encoder's table. The first record of a block follows position 63, so its subtraction borrows one
/// from the class: a DC record therefore carries its class plus one.
///
/// Records lie in chunks so that a large picture never copies a large array.
final class Records {

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

    private static final int CHUNK = 1 << 18;
    private static final int MOST_CHUNKS = 64;
    private static final int CHUNKS_TO_KEEP = 8;

    /// Where the values 0 of luma and of chroma lie in [#acValues()].
    static final int LUMA_ZERO = 1024;

    static final int CHROMA_ZERO = 3072;

    private static final int[] DC_VALUES = values(2048);
    private static final int[] AC_VALUES = acValues(values(1024));

    /// The chunk being filled; what writes into it puts `count` back when it is done.
    int[] chunk = new int[CHUNK];

    int count;

    private final List<int[]> chunks = new ArrayList<>(List.of(chunk));
    private final int[] counts = new int[MOST_CHUNKS];
    private int current;

    void reset() {
        while (chunks.size() > CHUNKS_TO_KEEP) {
            chunks.removeLast();
        }
        current = 0;
        chunk = chunks.getFirst();
        count = 0;
    }

    /// How many of n units, each of at most so many blocks, fit into the current chunk: at least
    /// one, if need be in a new chunk.
    int fits(int n, int blocksPerUnit) {
        int room = (CHUNK - count) / (blocksPerUnit * MOST_PER_BLOCK);
        if (room == 0) {
            nextChunk();
            room = CHUNK / (blocksPerUnit * MOST_PER_BLOCK);
        }
        return Math.min(n, room);
    }

    private void nextChunk() {
        counts[current++] = count;
        if (current == MOST_CHUNKS) {
            throw new Refusal(Reason.TOO_MUCH_MEMORY, "the output has too many symbols");
        }
        if (current == chunks.size()) {
            chunks.add(new int[CHUNK]);
        }
        chunk = chunks.get(current);
        count = 0;
    }

    int chunkCount() {
        return current + 1;
    }

    int[] chunk(int i) {
        return chunks.get(i);
    }

    int count(int i) {
        return i == current ? count : counts[i];
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
