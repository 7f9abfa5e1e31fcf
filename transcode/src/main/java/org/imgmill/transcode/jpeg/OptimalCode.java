package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Finds the shortest Huffman code for symbols of known frequency, none longer than 16 bits.
///
/// Follows annex K.2 of the standard, but with sorted leaves and two queues instead of its
/// quadratic search.
final class OptimalCode {

    private static final int LONGEST = 16;

    /// Rarest of all, it takes the code of only ones, which a JPEG must not use.
    private static final int RESERVED = 256;

    private static final int SYMBOL = 511;

    /// The description of the code, as a DHT segment has it; empty when nothing occurs.
    static HuffmanCode of(int[] frequencies) {
        long[] leaves = new long[257];
        int n = 0;
        for (int symbol = 0; symbol < 256; symbol++) {
            if (frequencies[symbol] != 0) {
                leaves[n++] = (long) frequencies[symbol] << 9 | symbol;
            }
        }
        if (n == 0) {
            return HuffmanCode.NONE;
        }
        leaves[n++] = RESERVED;
        Arrays.sort(leaves, 0, n);
        int[] counts = limited(countsByDepth(leaves, n));
        return HuffmanCode.of(description(counts, leaves, n));
    }

    private static int[] countsByDepth(long[] leaves, int n) {
        long[] weights = new long[n];
        int[] parents = new int[2 * n]; // of leaves, then of inner nodes
        int leaf = 0;
        int inner = 0;
        for (int made = 0; made < n - 1; made++) {
            for (int child = 0; child < 2; child++) {
                if (leaf < n && (inner == made || leaves[leaf] >>> 9 <= weights[inner])) {
                    weights[made] += leaves[leaf] >>> 9;
                    parents[leaf++] = made;
                } else {
                    weights[made] += weights[inner];
                    parents[n + inner++] = made;
                }
            }
        }
        int[] depths = new int[n];
        for (int i = n - 3; i >= 0; i--) {
            depths[i] = depths[parents[n + i]] + 1;
        }
        int[] counts = new int[n + 1];
        for (int i = 0; i < n; i++) {
            counts[depths[parents[i]] + 1]++;
        }
        return counts;
    }

    /// Moves pairs of too deep leaves up, as annex K.2 does it, and drops the reserved code.
    private static int[] limited(int[] byDepth) {
        int[] counts = Arrays.copyOf(byDepth, Math.max(byDepth.length, LONGEST + 1));
        for (int depth = counts.length - 1; depth > LONGEST; depth--) {
            while (counts[depth] > 0) {
                int shallower = depth - 2;
                while (counts[shallower] == 0) {
                    shallower--;
                }
                counts[depth] -= 2;
                counts[depth - 1]++;
                counts[shallower + 1] += 2;
                counts[shallower]--;
            }
        }
        int deepest = LONGEST;
        while (counts[deepest] == 0) {
            deepest--;
        }
        counts[deepest]--;
        return counts;
    }

    private static byte[] description(int[] counts, long[] leaves, int n) {
        var description = new byte[LONGEST + n - 1];
        for (int length = 1; length <= LONGEST; length++) {
            description[length - 1] = (byte) counts[length];
        }
        int at = LONGEST;
        for (int i = n - 1; i >= 0; i--) {
            int symbol = (int) leaves[i] & SYMBOL;
            if (symbol != RESERVED) {
                description[at++] = (byte) symbol;
            }
        }
        return description;
    }

    private OptimalCode() {}
}
