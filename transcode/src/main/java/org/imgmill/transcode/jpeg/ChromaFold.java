package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Halves one row of blocks of one chroma component, across, down or both, and requantises it.
///
/// Dequantised coefficients go into one array per position in the block, then whole rows of blocks
/// are joined at once. Those that the smaller picture cannot hold go into an array nobody reads.
final class ChromaFold {

    private static final int FINE_OFFSET = 4096 * Candidates.ONE;

    private final boolean across;
    private final boolean down;
    private final int sourceColumns;
    private final int columns;
    private final float[] sourceSteps = new float[256];
    private final float[] targetFactors = new float[64];

    /// By row and column parity: an array for each coefficient, in row order.
    private final float[][][] planes = new float[4][64][];

    /// The same by row and column parity and zig-zag position, as the hot loops count it.
    private final float[][][] byPosition = new float[4][256][];

    private final float[][][] joinedAcross = new float[2][64][];
    private final float[][] joined = new float[64][];
    private final int[][] quantised = new int[64][];
    private final int[] nonZeroLow;
    private final int[] nonZeroHigh;

    /// By zig-zag position, in 64ths of a step; null: values are rounded to their nearest step.
    private final int @Nullable [] zones;

    private int written;

    /// To the nearest multiples of the target steps.
    ChromaFold(Frame frame, int[] sourceSteps, int[] targetSteps) {
        this(frame, sourceSteps, targetSteps, null);
    }

    /// @param zones of candidates, by zig-zag position, in 64ths of a step
    ChromaFold(Frame frame, int[] sourceSteps, int[] targetSteps, int @Nullable [] zones) {
        this.zones = zones;
        across = frame.foldsAcross();
        down = frame.foldsDown();
        sourceColumns = frame.components()[1].blocksAcross();
        columns = across ? (sourceColumns + 1) >> 1 : sourceColumns;
        nonZeroLow = new int[columns];
        nonZeroHigh = new int[columns];
        for (int k = 0; k < 64; k++) {
            this.sourceSteps[k] = sourceSteps[k];
            this.sourceSteps[k + 128] = sourceSteps[k];
            targetFactors[ZigZag.NATURAL[k]] = 1f / targetSteps[k];
            quantised[k] = new int[columns];
        }
        float[] unread = new float[columns];
        for (int parity = 0; parity < 4; parity++) {
            Arrays.fill(byPosition[parity], unread);
            for (int k = 0; k < 64; k++) {
                int natural = ZigZag.NATURAL[k];
                boolean fits = !(across && (natural & 7) > 3) && !(down && natural >> 3 > 3);
                if (fits) {
                    float[] plane = new float[columns];
                    planes[parity][natural] = plane;
                    byPosition[parity][k] = plane;
                    byPosition[parity][k + 128] = plane;
                }
            }
        }
        layOutJoined();
    }

    private void layOutJoined() {
        for (int y = 0; y < 2; y++) {
            for (int i = 0; i < 64; i++) {
                joinedAcross[y][i] = across ? new float[columns] : planes[2 * y][i];
            }
        }
        for (int i = 0; i < 64; i++) {
            joined[i] = down ? new float[columns] : joinedAcross[0][i];
        }
    }

    /// What to multiply a value with, by zig-zag position as the hot loops count it.
    float[] steps() {
        return sourceSteps;
    }

    /// Where values go, by zig-zag position as the hot loops count it; index is [#place(int)].
    float[][] planes(int row, int column) {
        return byPosition[(row & 1) << 1 | (across ? column & 1 : 0)];
    }

    int place(int column) {
        return across ? column >> 1 : column;
    }

    void clear() {
        for (float[][] parity : planes) {
            for (float[] plane : parity) {
                if (plane != null) {
                    Arrays.fill(plane, 0);
                }
            }
        }
    }

    /// Joins and requantises the row of blocks collected since the last [#clear()].
    ///
    /// @param lowerRow whether there was a second row of blocks; else the first is mirrored
    void fold(boolean lowerRow) {
        int rows = down ? 2 : 1;
        if (across) {
            for (int y = 0; y < rows; y++) {
                if ((sourceColumns & 1) != 0) {
                    mirrorLastColumn(planes[2 * y], planes[2 * y + 1]);
                }
                for (int v = 0; v < (down ? 4 : 8); v++) {
                    HalfSignal.join(
                            pick(planes[2 * y], 8 * v, 1, 4),
                            pick(planes[2 * y + 1], 8 * v, 1, 4),
                            pick(joinedAcross[y], 8 * v, 1, 8),
                            columns);
                }
            }
        }
        if (down) {
            if (!lowerRow) {
                mirrorRow(joinedAcross[0], joinedAcross[1]);
            }
            for (int u = 0; u < 8; u++) {
                HalfSignal.join(
                        pick(joinedAcross[0], u, 8, 4),
                        pick(joinedAcross[1], u, 8, 4),
                        pick(joined, u, 8, 8),
                        columns);
            }
        }
        quantise();
    }

    /// An odd last block is continued by its own mirror image: odd frequencies change sign.
    private void mirrorLastColumn(float[][] left, float[][] right) {
        int last = columns - 1;
        for (int i = 0; i < 64; i++) {
            if (left[i] != null && right[i] != null) {
                right[i][last] = (i & 1) == 0 ? left[i][last] : -left[i][last];
            }
        }
    }

    private void mirrorRow(float[][] upper, float[][] lower) {
        for (int i = 0; i < 32; i++) {
            float sign = (i >> 3 & 1) == 0 ? 1 : -1;
            for (int x = 0; x < columns; x++) {
                lower[i][x] = sign * upper[i][x];
            }
        }
    }

    private static float[][] pick(float[][] from, int first, int step, int count) {
        var picked = new float[count][];
        for (int i = 0; i < count; i++) {
            picked[i] = from[first + i * step];
        }
        return picked;
    }

    private void quantise() {
        Arrays.fill(nonZeroLow, 0);
        Arrays.fill(nonZeroHigh, 0);
        for (int k = 0; k < 64; k++) {
            int natural = ZigZag.NATURAL[k];
            int[] nonZero = k < 32 ? nonZeroLow : nonZeroHigh;
            if (zones == null || k == 0) {
                quantise(joined[natural], targetFactors[natural], quantised[k], nonZero, k & 31);
            } else {
                float fine = targetFactors[natural] * Candidates.ONE;
                scale(joined[natural], fine, zones[k], quantised[k], nonZero, k & 31);
            }
        }
    }

    /// Rounds by an offset that makes every value positive, for which truncation needs no branch.
    private static void quantise(float[] from, float factor, int[] to, int[] nonZero, int bit) {
        for (int x = 0; x < to.length; x++) {
            int value = (int) (from[x] * factor + 4096.5f) - 4096;
            to[x] = value;
            nonZero[x] |= (value | -value) >>> 31 << bit;
        }
    }

    /// The same to 64ths of a step, where only candidates count.
    private static void scale(
            float[] from, float factor, int least, int[] to, int[] nonZero, int bit) {
        for (int x = 0; x < to.length; x++) {
            int value = (int) (from[x] * factor + (FINE_OFFSET + 0.5f)) - FINE_OFFSET;
            to[x] = value;
            nonZero[x] |= Candidates.isAtLeast(least, value) << bit;
        }
    }

    /// Writes the folded row as candidates, as this row of blocks of the output's component.
    void write(Component component, int row, Candidates out) {
        for (int column = 0; column < columns; column++) {
            out.fits(1, 1);
            int place = component.block(row, column);
            out.dcs[place] = (short) Math.clamp(quantised[0][column], -1024, 1023);
            int[] to = out.chunk;
            int p = out.count;
            final int start = p;
            for (long left = nonZero(column); left != 0; left &= left - 1) {
                int k = Long.numberOfTrailingZeros(left);
                int most = 1023 * Candidates.ONE;
                to[p++] = Candidates.of(k, Math.clamp(quantised[k][column], -most, most));
            }
            out.blocks[place] = Candidates.block(out.base() + start, p - start);
            to[p++] = 0;
            out.count = p;
        }
    }

    /// The AC positions of a block that hold a value.
    private long nonZero(int column) {
        return (nonZeroLow[column] & 0xFFFFFFFEL) | (long) nonZeroHigh[column] << 32;
    }

    /// Writes one block of the folded row.
    void write(int column, Records out) {
        int[] to = out.chunk;
        int p = out.count;
        int dc = Math.clamp(quantised[0][column], -1024, 1023);
        to[p++] = Records.CHROMA_DC + Records.dcValues()[dc - written + 2048];
        written = dc;
        int[] values = Records.acValues();
        for (long left = nonZero(column); left != 0; left &= left - 1) {
            int k = Long.numberOfTrailingZeros(left);
            int value = Math.clamp(quantised[k][column], -1023, 1023);
            to[p++] = (k << Records.POSITION) + values[value + Records.CHROMA_ZERO];
        }
        if ((to[p - 1] & Records.LAST_POSITION) != Records.LAST_POSITION) {
            to[p++] = Records.CHROMA_END;
        }
        out.count = p;
    }
}
