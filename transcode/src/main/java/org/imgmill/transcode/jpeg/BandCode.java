package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// The Huffman code that suits the symbols of a scan best, laid out for [EncodeSymbols].
final class BandCode {

    private static final int ZERO_RUN = 0xF0;

    /// A run of more than 15: the codes of 16 zeros come first.
    static final int LONG_RUN = -1;

    /// Code shifted left by the room its extra bits need, then by 5; bits 0-4 the length of both.
    final int[] table = new int[BandSymbols.INDEX + 1];

    /// The entry of 16 zeros.
    int zeros;

    /// What all symbols of the scan take with the codes entered since [#reset()].
    long bits;

    void reset() {
        Arrays.fill(table, LONG_RUN);
        bits = 0;
    }

    /// Finds the code of AC values, enters it and returns it.
    HuffmanCode ac(int[] counts) {
        int[] frequencies = acFrequencies(counts);
        HuffmanCode code = OptimalCode.of(frequencies);
        for (int i = 0; i < code.size(); i++) {
            int symbol = code.symbol(i);
            int size = symbol & 15;
            int extra = size;
            if (symbol == ZERO_RUN) {
                zeros = entry(code, i, 0);
            } else if (size == 0) {
                extra = symbol >> 4;
                table[extra] = entry(code, i, extra);
            } else {
                table[((symbol >> 4) + 1) << 4 | size] = entry(code, i, size);
            }
            bits += (long) frequencies[symbol] * (code.length(i) + extra);
        }
        return code;
    }

    /// Finds the code of DC differences.
    ///
    /// @param second whether it is that of bit 14
    HuffmanCode dc(int[] counts, boolean second) {
        int first = (second ? 1 << 10 : 0) | 1 << 4;
        int[] frequencies = new int[256];
        System.arraycopy(counts, first, frequencies, 0, 16);
        HuffmanCode code = OptimalCode.of(frequencies);
        for (int i = 0; i < code.size(); i++) {
            int size = code.symbol(i);
            table[first | size] = entry(code, i, size);
            bits += (long) frequencies[size] * (code.length(i) + size);
        }
        return code;
    }

    /// The frequencies of AC symbols, from counts by zeros plus one << 4 | size, where below 16
    /// stand the runs of ended blocks.
    static int[] acFrequencies(int[] counts) {
        int[] frequencies = new int[256];
        for (int size = 0; size < 15; size++) {
            frequencies[size << 4] = counts[size];
        }
        for (int i = 1 << 4; i < 64 << 4; i++) {
            int run = (i >> 4) - 1;
            frequencies[ZERO_RUN] += counts[i] * (run >> 4);
            frequencies[(run & 15) << 4 | (i & 15)] += counts[i];
        }
        return frequencies;
    }

    /// How many bits symbols of these frequencies take with their best code, its table included.
    static long acBits(int[] counts, boolean runsOfEnds) {
        int[] frequencies = acFrequencies(counts);
        HuffmanCode code = OptimalCode.of(frequencies);
        long bits = (21 + code.size()) * 8L;
        for (int i = 0; i < code.size(); i++) {
            int symbol = code.symbol(i);
            boolean end = (symbol & 15) == 0 && symbol != ZERO_RUN;
            int extra = end && runsOfEnds ? symbol >> 4 : symbol & 15;
            bits += (long) frequencies[symbol] * (code.length(i) + extra);
        }
        return bits;
    }

    private static int entry(HuffmanCode code, int i, int extra) {
        return code.code(i) << extra << 5 | (code.length(i) + extra);
    }
}
