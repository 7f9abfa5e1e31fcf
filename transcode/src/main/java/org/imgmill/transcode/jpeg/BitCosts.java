package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// What a value costs in bits, by the zeros before it and its size, in 2^14ths of a bit.
///
/// Taken from the optimal code for the picture's own values, each rounded to its nearest step: what
/// is left out later changes the code, but hardly the choice.
final class BitCosts {

    static final int SHIFT = 14;

    private static final int ZERO_RUN = 0xF0;

    /// Bits of a symbol that did not occur.
    private static final int LONGEST = 18;

    /// At `zeros << 4 | size`. Size 0 is the end of the block behind so many zeros: nothing, if
    /// there are none.
    final int[] table = new int[64 << 4];

    /// Of the candidates of some components.
    BitCosts(Candidates candidates, Component... components) {
        int[] counts = new int[64 << 4];
        for (Component component : components) {
            for (int row = 0; row < component.blocksDown(); row++) {
                for (int x = 0; x < component.blocksAcross(); x++) {
                    count(candidates, candidates.blocks[component.block(row, x)], counts);
                }
            }
        }
        fill(lengths(frequencies(counts)));
    }

    private static void count(Candidates candidates, int block, int[] counts) {
        int[] pool = candidates.chunk(Candidates.chunkOf(block));
        int last = 0;
        int i = Candidates.placeOf(block);
        for (int candidate = pool[i]; candidate != 0; candidate = pool[++i]) {
            int position = candidate >>> 8 & 63;
            int size = sizeOf(Math.abs(candidate >> Candidates.VALUE));
            counts[(position - last - 1) << 4 | size]++;
            last = position;
        }
        counts[(63 - last) << 4]++;
    }

    /// Of symbols, from counts by zeros << 4 | size. Symbols that may yet occur count once.
    private static int[] frequencies(int[] counts) {
        int[] frequencies = new int[256];
        for (int i = 0; i < counts.length; i++) {
            int zeros = i >> 4;
            int size = i & 15;
            if (size > 0) {
                frequencies[ZERO_RUN] += counts[i] * (zeros >> 4);
                frequencies[(zeros & 15) << 4 | size] += counts[i];
            } else if (zeros > 0) {
                frequencies[0] += counts[i];
            }
        }
        for (int zeros = 0; zeros < 16; zeros++) {
            for (int size = 1; size <= 4; size++) {
                int symbol = zeros << 4 | size;
                frequencies[symbol] = Math.max(frequencies[symbol], 1);
            }
        }
        frequencies[0] = Math.max(frequencies[0], 1);
        frequencies[ZERO_RUN] = Math.max(frequencies[ZERO_RUN], 1);
        return frequencies;
    }

    private static int[] lengths(int[] frequencies) {
        int[] lengths = new int[256];
        Arrays.fill(lengths, LONGEST);
        HuffmanCode code = OptimalCode.of(frequencies);
        for (int i = 0; i < code.size(); i++) {
            lengths[code.symbol(i)] = code.length(i);
        }
        return lengths;
    }

    private void fill(int[] lengths) {
        for (int zeros = 0; zeros < 64; zeros++) {
            table[zeros << 4] = zeros == 0 ? 0 : lengths[0] << SHIFT;
            int before = (zeros >> 4) * lengths[ZERO_RUN];
            for (int size = 1; size < 16; size++) {
                int bits = before + lengths[(zeros & 15) << 4 | size] + size;
                table[zeros << 4 | size] = bits << SHIFT;
            }
        }
    }

    /// The size of the nearest step of a value in 64ths of it, exact ties toward zero.
    static int sizeOf(int value) {
        int level = (value + Candidates.ONE / 2 - 1) >> Candidates.FRACTION;
        return 32 - Integer.numberOfLeadingZeros(level);
    }
}
