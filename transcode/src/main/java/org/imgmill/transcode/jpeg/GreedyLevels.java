package org.imgmill.transcode.jpeg;

/// Leaves out or lowers values that cost more bits than they show.
///
/// Every value goes to its nearest step or, where that needs fewer bits, to the step below it; a 1
/// may become 0. It does if this, with its neighbours unchanged, saves more bits than its error is
/// worth. First from the end of a block back, as long as that shortens the block, then from its
/// beginning. A search over all combinations in a block (trellis) gains 0.2 % more for three times
/// the work.
final class GreedyLevels {

    private static final int ONE = Candidates.ONE;

    private final int[] costs;
    private final int[] steps;
    private final ErrorWeights weights;

    GreedyLevels(BitCosts costs, int[] steps, ErrorWeights weights) {
        this.costs = costs.table;
        this.steps = steps;
        this.weights = weights;
    }

    /// Replaces the candidates of each block by what stays of them, as [Candidates#toNearest()]
    /// writes it.
    void choose(Candidates candidates, Component component) {
        for (int row = 0; row < component.blocksDown(); row++) {
            for (int column = 0; column < component.blocksAcross(); column++) {
                int block = candidates.blocks[component.block(row, column)];
                int count = Candidates.countOf(block);
                if (count > 0) {
                    int[] pool = candidates.chunk(Candidates.chunkOf(block));
                    int from = Candidates.placeOf(block);
                    int weight = weights.of(squares(pool, from, count));
                    int end = shortened(pool, from, from + count, weight);
                    pool[end] = 0;
                    choose(pool, from, end, weight);
                }
            }
        }
    }

    private long squares(int[] pool, int from, int count) {
        long squares = 0;
        for (int i = from; i < from + count; i++) {
            int position = pool[i] >>> 8 & 63;
            int value = ((pool[i] >> Candidates.VALUE) * steps[position]) >> Candidates.FRACTION;
            squares += (long) value * value;
        }
        return squares;
    }

    /// The end of the block once its last values are dropped, as long as that saves more than it
    /// shows.
    private int shortened(int[] pool, int from, int end, int weight) {
        int p = end;
        while (p > from) {
            int size = Math.abs(pool[p - 1] >> Candidates.VALUE);
            if (BitCosts.sizeOf(size) > 1) {
                return p;
            }
            int k = place(pool[p - 1]);
            int before = p - 1 == from ? -1 : place(pool[p - 2]);
            int saved =
                    costs[(k - before - 1) << 4 | 1]
                            + costs[(62 - k) << 4]
                            - costs[(62 - before) << 4];
            if (saved <= weight * (2 * size - ONE)) {
                return p;
            }
            p--;
        }
        return p;
    }

    private void choose(int[] pool, int from, int end, int weight) {
        final int[] costs = this.costs;
        final int[] levels = Records.levels();
        int p = from;
        int last = -1;
        for (int i = from; i < end; i++) {
            int candidate = pool[i];
            int next = pool[i + 1];
            int k = place(candidate);
            int value = candidate >> Candidates.VALUE;
            int size = Math.abs(value);
            int bits = BitCosts.sizeOf(size);
            int level = (size + ONE / 2 - 1) >> Candidates.FRACTION;
            int zeros = k - last - 1;
            if (level == 1) {
                int after = place(next);
                int nextBits = BitCosts.sizeOf(Math.abs(next >> Candidates.VALUE));
                int saved =
                        costs[zeros << 4 | 1]
                                + costs[(after - k - 1) << 4 | nextBits]
                                - costs[(after - last - 1) << 4 | nextBits];
                if (saved > weight * (2 * size - ONE)) {
                    continue;
                }
            } else if ((level & (level - 1)) == 0) {
                int saved = costs[zeros << 4 | bits] - costs[zeros << 4 | (bits - 1)];
                int error = 2 * (size - (level << Candidates.FRACTION)) + ONE;
                if (saved > (long) weight * error) {
                    level--;
                }
            }
            pool[p++] = (k + 1) << 8 | levels[(value < 0 ? -level : level) + 1024];
            last = k;
        }
        pool[p] = 0;
    }

    /// The position less one, which makes it 63 for the 0 at the end of a block.
    private static int place(int candidate) {
        return (candidate >>> 8) - 1 & 63;
    }
}
