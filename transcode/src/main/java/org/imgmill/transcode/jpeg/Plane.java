package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// One component of one output: the first product of each band as it arrives, the second of each
/// output row as soon as its source rows are there, then division by the steps.
///
/// Between the two lies a ring of rows: for each source block row and vertical frequency, one row
/// of finished horizontal frequencies, eight for each output block.
///
/// Long: the inner loops are written out (docs/rationale.md).
final class Plane {

    /// Mean square per sample from which a frequency beyond the surely needed ones is read:
    /// photographs have almost nothing there, woven cloth has, and would alias without it.
    private static final double ENERGY = 6.0;

    /// Numbers are rounded as positive ones: beyond anything that has a step of 1.
    private static final int LIFT = 4096 * Candidates.ONE;

    /// Two rows of blocks, because an MCU of luma may have two; by vertical frequency, in 64ths of
    /// a step.
    final int[][][] values = new int[2][8][];

    /// By row of blocks and sample: a bit for each vertical frequency that is not too small.
    final int[][] alive = new int[2][];

    private final AxisCache axes;
    private Axis.Key acrossKey;
    private Axis.Key downKey;
    private Axis across;
    private Axis down;
    private int most;
    private int width;
    private int ringRows;
    private float[][] ring = new float[0][];
    private int[] frequencies = new int[0];
    private float[][] order = new float[0][];
    private float[] unread = new float[0];
    private float[] zeros = new float[0];
    private float[][] sources = new float[0][];

    /// By the frequencies that they read.
    private final Axis[] matrices = new Axis[9];

    private final float[][] joined = new float[8][];
    private final float[][] result = new float[8][];
    private final float[][] factors = new float[8][];
    private final int[][] zones = new int[8][];
    private int sourceRows;
    private int outRow;

    /// What a plane is to do with a component.
    ///
    /// @param across both matrices, with the least frequencies that matter
    /// @param most frequencies that may be read
    /// @param steps the steps of the output, in zig-zag order
    /// @param zones a smaller AC value, in 64ths of a step, becomes 0
    record Task(Axis.Key across, Axis.Key down, int most, int[] steps, int[] zones) {

        /// Frequencies that surely matter, then the most that may: half a frequency more than the
        /// output has, and two. Never less than three, beyond a ratio of eight four: the means of
        /// blocks alone err where a block is cut off by the picture's edge.
        static int least(double scale) {
            return frequencies(scale, 0.5);
        }

        static int most(double scale) {
            return frequencies(scale, 2);
        }

        private static int frequencies(double scale, double margin) {
            int floor = scale > 8 ? 4 : 3;
            return Math.clamp((int) Math.ceil(8 / scale + margin), floor, 8);
        }

        double scaleAcross() {
            return across.scale();
        }

        double scaleDown() {
            return down.scale();
        }

        /// Floats that the ring takes.
        long floats(int bandRows) {
            long window = (long) Math.ceil(down.scale()) + 3;
            return (2 * window + bandRows + 8) * most * (across.outSize() + 7);
        }
    }

    Plane(AxisCache axes) {
        this.axes = axes;
        acrossKey = downKey = new Axis.Key(1, 1, 1, 1);
        across = down = axes.axis(acrossKey);
    }

    void reset(Columns source, Task task) {
        acrossKey = task.across;
        downKey = task.down;
        across = axes.axis(acrossKey);
        down = axes.axis(downKey);
        most = task.most;
        width = across.outBlocks * 8;
        ringRows = down.most + source.rows + 8;
        frequencies = frequencies.length < ringRows ? new int[ringRows] : frequencies;
        ring = rows(ring, ringRows * most, width);
        int length = 8 * source.span;
        fill(joined, length);
        fill(result, width);
        fill(factors, width);
        for (int v = 0; v < 8; v++) {
            zones[v] = zones[v] == null || zones[v].length < width ? new int[width] : zones[v];
        }
        for (int parity = 0; parity < 2; parity++) {
            if (alive[parity] == null || alive[parity].length < width) {
                alive[parity] = new int[width];
                values[parity] = new int[8][width];
            }
        }
        order = order.length < length ? new float[length][] : order;
        unread = unread.length < width ? new float[width] : unread;
        int longest = Math.max(length, width);
        zeros = zeros.length < longest ? new float[longest] : zeros;
        int mostSources = 8 * Math.max(across.most, down.most) + 4;
        sources = sources.length < mostSources ? new float[mostSources][] : sources;
        for (int k = 0; k < 64; k++) {
            int u = ZigZag.NATURAL[k] & 7;
            int v = ZigZag.NATURAL[k] >> 3;
            for (int x = u; x < width; x += 8) {
                factors[v][x] = (float) Candidates.ONE / task.steps[k];
                zones[v][x] = task.zones[k] - 1;
            }
        }
        sourceRows = 0;
        outRow = 0;
    }

    private static float[][] rows(float[][] old, int count, int length) {
        float[][] rows = old.length < count ? Arrays.copyOf(old, count) : old;
        for (int i = 0; i < count; i++) {
            if (rows[i] == null || rows[i].length < length) {
                rows[i] = new float[length];
            }
        }
        return rows;
    }

    private static void fill(float[][] rows, int length) {
        rows(rows, rows.length, length);
    }

    /// Takes a band: the first product, along its rows.
    ///
    /// @param blockRows of the band that hold picture
    /// @param behind the plane of the component that lies behind this one's; itself where none does
    void take(Columns band, int blockRows, Plane behind) {
        int most = band.measure(acrossKey.frequencies(), this.most, ENERGY);
        int least = acrossKey.frequencies();
        for (int worth = least; worth <= most; worth++) {
            matrices[worth] = axes.axis(acrossKey.with(worth));
        }
        lead(band, blockRows, most, behind);
        for (int block = 0; block < across.outBlocks; block++) {
            int first = across.first[block];
            int worth = band.worth(first, across.count[block]);
            int n = 0;
            for (int b = first; b < first + across.count[block]; b++) {
                for (int u = 0; u < worth; u++) {
                    sources[n++] = band.columns[b * band.stride + u];
                }
            }
            int length = worth * band.span;
            Product.sums(matrices[worth].weights[block], n, sources, zeros, joined, length);
            transpose(length, 8 * block);
            leaveOut(length, most * band.span, 8 * block);
        }
        sourceRows += blockRows;
        behind.sourceRows = sourceRows;
    }

    /// Zeros for vertical frequencies that only others of this band have.
    private void leaveOut(int from, int end, int x) {
        for (int i = from; i < end; i++) {
            Arrays.fill(order[i], x, x + 8, 0f);
        }
    }

    /// Finds the row in the ring for every block row and vertical frequency of a band.
    private void lead(Columns band, int blockRows, int worth, Plane behind) {
        for (int row = 0; row < band.span; row++) {
            Plane to = row < band.rows ? this : behind;
            int ofComponent = row < band.rows ? row : row - band.rows;
            int place = (sourceRows + ofComponent) % ringRows;
            boolean picture = ofComponent < blockRows;
            for (int v = 0; v < worth; v++) {
                order[v * band.span + row] = picture ? to.ring[place * to.most + v] : unread;
            }
            if (picture) {
                to.frequencies[place] = worth;
            }
        }
    }

    private void transpose(int length, int x) {
        final float[][] order = this.order;
        final float[] a = joined[0];
        final float[] b = joined[1];
        final float[] c = joined[2];
        final float[] d = joined[3];
        final float[] e = joined[4];
        final float[] f = joined[5];
        final float[] g = joined[6];
        final float[] h = joined[7];
        for (int i = 0; i < length; i++) {
            float[] to = order[i];
            to[x] = a[i];
            to[x + 1] = b[i];
            to[x + 2] = c[i];
            to[x + 3] = d[i];
            to[x + 4] = e[i];
            to[x + 5] = f[i];
            to[x + 6] = g[i];
            to[x + 7] = h[i];
        }
    }

    /// Finishes output rows as far as the source allows, up to this one, and says whether it got
    /// there.
    boolean reaches(int wanted) {
        while (outRow < wanted && down.first[outRow] + down.count[outRow] <= sourceRows) {
            finishRow();
        }
        return outRow >= wanted;
    }

    /// The second product, along the columns, for one row of output blocks; then rounds it.
    private void finishRow() {
        int first = down.first[outRow];
        int end = first + down.count[outRow];
        int worth = 0;
        for (int b = first; b < end; b++) {
            worth = Math.max(worth, frequencies[b % ringRows]);
        }
        int n = 0;
        for (int b = first; b < end; b++) {
            int place = b % ringRows;
            for (int v = 0; v < worth; v++) {
                sources[n++] = v < frequencies[place] ? ring[place * most + v] : zeros;
            }
        }
        float[] weights = axes.axis(downKey.with(worth)).weights[outRow];
        Product.sums(weights, n, sources, zeros, result, width);
        int parity = outRow & 1;
        Arrays.fill(alive[parity], 0, width, 0);
        for (int v = 0; v < 8; v++) {
            round(result[v], factors[v], values[parity][v], width);
            mark(values[parity][v], zones[v], alive[parity], v, width);
        }
        outRow++;
    }

    private static void round(float[] from, float[] factors, int[] to, int length) {
        for (int x = 0; x < length; x++) {
            to[x] = (int) (from[x] * factors[x] + (LIFT + 0.5f)) - LIFT;
        }
    }

    private static void mark(int[] values, int[] zones, int[] alive, int bit, int length) {
        for (int x = 0; x < length; x++) {
            alive[x] |= (zones[x] - Math.abs(values[x])) >>> 31 << bit;
        }
    }
}
