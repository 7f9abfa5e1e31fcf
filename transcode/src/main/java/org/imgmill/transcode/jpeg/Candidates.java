package org.imgmill.transcode.jpeg;

/// The values of a picture that may survive, before it is decided what becomes of them.
///
/// A candidate is one `int`: bits 8-13 its position in zig-zag order, bits 14-31 its value in 64ths
/// of its step. Those of a block follow each other and end with a 0. DC values lie beside them,
/// each the nearest multiple of its step already.
///
/// This is where pictures enter the encoder: code that makes one fills this and calls
/// [EncodePicture].
final class Candidates extends Chunks {

    static final int POSITION = 63 << 8;

    /// Bits of a value that are fractions of a step.
    static final int FRACTION = 6;

    static final int ONE = 1 << FRACTION;

    /// How far a value is shifted.
    static final int VALUE = 14;

    private static final int VALUE_BITS = -1 << VALUE;
    private static final int HALF = 1 << (VALUE - 1);

    /// No block has more: 63 values and an end.
    static final int MOST_PER_BLOCK = 64;

    private static final int COUNT_BITS = 6;
    private static final int MOST_BLOCKS_TO_KEEP = 1 << 16;

    /// By number of the block in the frame: where it begins and how many candidates it has, as
    /// [#block(int, int)] puts them together.
    int[] blocks = new int[0];

    /// By number of the block in the frame.
    short[] dcs = new short[0];

    private int currentBase;

    /// Makes room for the blocks of a frame.
    void reset(Frame frame) {
        reset();
        currentBase = 0;
        if (blocks.length < frame.blocks()) {
            blocks = new int[frame.blocks()];
            dcs = new short[frame.blocks()];
        }
    }

    /// Gives back what only an unusually large picture needed.
    void shrink() {
        reset();
        if (blocks.length > MOST_BLOCKS_TO_KEEP) {
            blocks = new int[0];
            dcs = new short[0];
        }
    }

    /// Of n units, each of at most so many blocks, how many fit into the current chunk; may begin a
    /// chunk.
    int fits(int n, int blocksPerUnit) {
        int units = fitsEntries(n, blocksPerUnit * MOST_PER_BLOCK);
        currentBase = (chunkCount() - 1) << CHUNK_BITS;
        return units;
    }

    /// The offset from a place in the current chunk to the start of a block.
    int base() {
        return currentBase;
    }

    /// @param start [#base()] plus the place in the current chunk
    static int block(int start, int count) {
        return start << COUNT_BITS | count;
    }

    /// Which chunk holds a block.
    static int chunkOf(int block) {
        return block >>> (COUNT_BITS + CHUNK_BITS);
    }

    /// Where in its chunk a block begins.
    static int placeOf(int block) {
        return block >>> COUNT_BITS & ((1 << CHUNK_BITS) - 1);
    }

    /// How many candidates a block had when it came in.
    static int countOf(int block) {
        return block & ((1 << COUNT_BITS) - 1);
    }

    /// The value bits of a candidate, for a value in 2^20ths of its step.
    static int rounded(int value) {
        return (value + HALF) & VALUE_BITS;
    }

    /// 1 for a value of at least this size, else 0; without a branch, because which values are
    /// small is in no pattern a CPU could predict.
    static int isAtLeast(int least, int value) {
        int above = value + (least - 1);
        return (above | (2 * (least - 1) - above)) >>> 31;
    }

    /// A candidate of this value, in 64ths of a step.
    static int of(int position, int value) {
        return position << 8 | value << VALUE;
    }

    /// Makes each candidate the nearest multiple of its step, exact ties toward zero: bits 8-13
    /// stay the position, all others become what [Records#levels()] has.
    void toNearest() {
        final int[] levels = Records.levels();
        for (int i = 0; i < chunkCount(); i++) {
            int[] entries = chunk(i);
            for (int n = 0, end = count(i); n < end; n++) {
                int entry = entries[n];
                int value = entry >> VALUE;
                int nearest = (value + (ONE / 2 - 1) - (value >> 31)) >> FRACTION;
                entries[n] = (entry & POSITION) + levels[nearest + 1024];
            }
        }
    }
}
