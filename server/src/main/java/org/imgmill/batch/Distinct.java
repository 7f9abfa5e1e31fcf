package org.imgmill.batch;

import java.util.Arrays;

/// Keeps the first of those that are the same, in a table of numbers without an object of each.
final class Distinct {

    static final int NONE = -1;

    private Distinct() {}

    interface Sameness {
        /// The same number for what is the same.
        long number(int one);

        boolean holds(int one, int other);
    }

    /// The first of each, in their order.
    ///
    /// @param sameAs gets, by number, the first one that each further one equals
    static int[] of(int[] all, Sameness sameness, int[] sameAs) {
        int[] table = new int[Integer.highestOneBit(Math.max(all.length, 1)) << 2];
        Arrays.fill(table, NONE);
        int[] firsts = new int[all.length];
        int n = 0;
        for (int one : all) {
            long mixed = sameness.number(one) * 0x9E37_79B9_7F4A_7C15L;
            int slot = (int) (mixed >>> 32) & (table.length - 1);
            while (table[slot] != NONE && !sameness.holds(table[slot], one)) {
                slot = (slot + 1) & (table.length - 1);
            }
            if (table[slot] == NONE) {
                table[slot] = one;
                firsts[n++] = one;
            } else {
                sameAs[one] = table[slot];
            }
        }
        return Arrays.copyOf(firsts, n);
    }
}
