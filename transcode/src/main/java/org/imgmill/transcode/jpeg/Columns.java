package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// The low frequencies of one band of a component's blocks, laid out for [Product]: for each block
/// column and each horizontal frequency u one array, which holds the vertical frequencies one after
/// the other, each with its value for every block row of the band.
///
/// Cr, where it has the layout of Cb, lies behind it in the same arrays: one product serves both.
/// Values of frequencies that nobody reads go to an array of their own, so that the decoder's loop
/// needs no branch for them.
final class Columns {

    /// Positions beyond a block, to which only damaged data leads, are read by nobody either.
    private static final int POSITIONS = 512;

    /// Block columns that are asked together for their frequencies: a piece of cloth beside a wall
    /// must not be lost in the mean of both.
    private static final int AROUND = 8;

    /// By block column: `frequencies` arrays, then the one that nobody reads.
    float[][] columns = new float[0][];

    /// By zig-zag position, and from 128 on once more for values that end their block: the
    /// horizontal frequency in bits 16 and up, the start of its vertical frequency below.
    final int[] place = new int[POSITIONS];

    /// The steps of the source, by zig-zag position; 0 where nobody reads.
    final float[] steps = new float[POSITIONS];

    /// The last zig-zag position that somebody reads, and all of them as bits.
    int lastNeeded;

    long needed;

    /// Arrays per block column.
    int stride;

    /// Where this component's block rows begin in an array.
    int shift;

    /// Block rows in a band: of this component, and of all that lie in the same arrays.
    int rows;

    int span;

    /// The smallest value, either sign, that can make a difference.
    int threshold;

    private Component component = Frame.of(1, 1, 1, 1, false).components()[0];
    private int frequencies;
    private float[][] own = new float[0][];
    private float[] unread = new float[0];
    private float[] squares = new float[0];

    /// By block column.
    private int[] worth = new int[0];

    /// Makes room for a component of another picture.
    ///
    /// @param bandRows block rows of a band
    /// @param behind the component in whose arrays this one lies, behind its rows; itself: its own
    /// @param others whether another component is to lie behind this one
    void reset(
            Component of,
            int[] sourceSteps,
            int readFrequencies,
            int bandRows,
            Columns behind,
            boolean others) {
        component = of;
        frequencies = readFrequencies;
        stride = frequencies + 1;
        rows = bandRows;
        if (behind == this) {
            span = others ? 2 * bandRows : bandRows;
            shift = 0;
            allocate();
        } else {
            span = behind.span;
            shift = bandRows;
            columns = behind.columns;
        }
        layOut(sourceSteps);
    }

    Component component() {
        return component;
    }

    boolean liesBehindAnother() {
        return shift > 0;
    }

    boolean hasAnotherBehind() {
        return shift == 0 && span > rows;
    }

    /// Floats that a component's columns take.
    static long floats(Component component, int frequencies, int span) {
        return (long) component.stride() * frequencies * 8 * span;
    }

    private void allocate() {
        int length = 8 * span;
        int need = component.stride() * stride;
        if (unread.length < length) {
            unread = new float[length];
        }
        if (own.length < need) {
            own = Arrays.copyOf(own, need);
        }
        // A new list each time: the last one may be another component's, or be used by one.
        columns = new float[need][];
        for (int i = 0; i < need; i++) {
            if (i % stride == frequencies) {
                columns[i] = unread;
                continue;
            }
            if (own[i] == null || own[i].length < length) {
                own[i] = new float[length];
            }
            columns[i] = own[i];
        }
    }

    private void layOut(int[] sourceSteps) {
        Arrays.fill(place, frequencies << 16);
        Arrays.fill(steps, 0);
        lastNeeded = 0;
        needed = 0;
        for (int k = 0; k < 64; k++) {
            int u = ZigZag.NATURAL[k] & 7;
            int v = ZigZag.NATURAL[k] >> 3;
            if (u < frequencies && v < frequencies) {
                place[k] = place[k + 128] = u << 16 | v * span;
                steps[k] = steps[k + 128] = sourceSteps[k];
                lastNeeded = k;
                needed |= 1L << k;
            }
        }
    }

    /// Makes the band empty.
    void clear() {
        if (liesBehindAnother()) {
            return;
        }
        int length = frequencies * span;
        for (int b = 0; b < component.blocksAcross(); b++) {
            for (int u = 0; u < frequencies; u++) {
                Arrays.fill(columns[b * stride + u], 0, length, 0f);
            }
        }
    }

    /// Finds how many frequencies of this band are worth reading, for each block column: the least,
    /// and up to the highest that is present around it.
    ///
    /// @param energy mean square per sample that counts as present
    /// @return the most of all
    int measure(int least, int most, double energy) {
        int blocks = component.blocksAcross();
        if (worth.length < blocks) {
            worth = new int[blocks];
        }
        int greatest = least;
        for (int from = 0; from < blocks; from += AROUND) {
            int end = Math.min(from + AROUND, blocks);
            int here = least;
            for (int frequency = least; frequency < most; frequency++) {
                if (energy(frequency, from, end) > energy) {
                    here = frequency + 1;
                }
            }
            Arrays.fill(worth, from, end, here);
            greatest = Math.max(greatest, here);
        }
        return greatest;
    }

    /// How many frequencies are worth reading in so many block columns, once measured.
    int worth(int first, int count) {
        int most = 0;
        for (int b = first; b < first + count; b++) {
            most = Math.max(most, worth[b]);
        }
        return most;
    }

    /// Mean square, per sample of some block columns of the band, of what has this frequency in one
    /// direction and no higher one in the other.
    private double energy(int frequency, int firstBlock, int endBlock) {
        int from = frequency * span;
        int end = from + span;
        if (squares.length < end) {
            squares = new float[8 * span];
        }
        Arrays.fill(squares, 0, end, 0f);
        for (int b = firstBlock; b < endBlock; b++) {
            addSquares(columns[b * stride + frequency], 0, end);
            for (int u = 0; u < frequency; u++) {
                addSquares(columns[b * stride + u], from, end);
            }
        }
        double sum = 0;
        for (int i = 0; i < end; i++) {
            sum += squares[i];
        }
        return sum / (64.0 * span * (endBlock - firstBlock));
    }

    private void addSquares(float[] values, int from, int end) {
        final float[] to = squares;
        for (int i = from; i < end; i++) {
            to[i] += values[i] * values[i];
        }
    }

    /// Gives back the memory of an unusually large picture.
    void shrink() {
        columns = new float[0][];
        own = new float[0][];
        unread = new float[0];
        squares = new float[0];
    }
}
