package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Chooses the Huffman codes that suit the records best, and lays them out for the encoder.
final class OutputCodes {

    static final int CLASSES = 4;

    /// Twelve bits: class, run plus one, size.
    static final int INDEX = 4095;

    static final int CLASS_SHIFT = 10;

    private static final int RUN_SHIFT = 4;
    private static final int ZERO_RUN = 0xF0;

    /// A run of more than 15: the codes of 16 zeros come first.
    private static final int LONG_RUN = -1;

    /// Code shifted left by the room its extra bits need, then by 5; bits 0-4 the length of both.
    final int[] table = new int[INDEX + 1];

    private final int[] histogram = new int[INDEX + 1];
    private final HuffmanCode[] codes = new HuffmanCode[CLASSES];

    /// The code of luma DC, chroma DC, luma AC, chroma AC.
    HuffmanCode code(int kind) {
        return codes[kind];
    }

    /// Finds the codes for these records and returns the number of bits they will take.
    long choose(Records records) {
        count(records);
        Arrays.fill(table, 0);
        long bits = 0;
        for (int kind = 0; kind < CLASSES; kind++) {
            int[] frequencies = kind < 2 ? dcFrequencies(kind) : acFrequencies(kind);
            HuffmanCode code = OptimalCode.of(frequencies);
            codes[kind] = code;
            for (int i = 0; i < code.size(); i++) {
                int symbol = code.symbol(i);
                int size = kind < 2 ? symbol : symbol & 15;
                bits += (long) frequencies[symbol] * (code.length(i) + size);
                enter(kind, symbol, code.code(i) << size << 5 | (code.length(i) + size));
            }
        }
        return bits;
    }

    private void count(Records records) {
        int[] counts = histogram;
        Arrays.fill(counts, 0);
        int before = Records.LAST_POSITION;
        for (int i = 0; i < records.chunkCount(); i++) {
            int[] chunk = records.chunk(i);
            for (int n = 0, end = records.count(i); n < end; n++) {
                int record = chunk[n];
                counts[(record - (before & Records.LAST_POSITION)) >>> 4 & INDEX]++;
                before = record;
            }
        }
    }

    private int[] dcFrequencies(int kind) {
        int[] frequencies = new int[256];
        for (int size = 0; size < 16; size++) {
            frequencies[size] = histogram[kind << CLASS_SHIFT | 1 << RUN_SHIFT | size];
        }
        return frequencies;
    }

    private int[] acFrequencies(int kind) {
        int[] frequencies = new int[256];
        for (int i = 1 << RUN_SHIFT; i < 1 << CLASS_SHIFT; i++) {
            int n = histogram[kind << CLASS_SHIFT | i];
            int run = (i >> RUN_SHIFT) - 1;
            int size = i & 15;
            if (size == 0) {
                frequencies[0] += n;
            } else {
                frequencies[ZERO_RUN] += n * (run >> 4);
                frequencies[(run & 15) << 4 | size] += n;
            }
        }
        return frequencies;
    }

    private void enter(int kind, int symbol, int entry) {
        int first = kind << CLASS_SHIFT;
        if (kind < 2) {
            table[first | 1 << RUN_SHIFT | symbol] = entry;
        } else if (symbol == 0) {
            for (int run = 1; run < 64; run++) {
                table[first | run << RUN_SHIFT] = entry;
            }
        } else if (symbol == ZERO_RUN) {
            table[first] = entry;
            for (int i = 17 << RUN_SHIFT; i < 1 << CLASS_SHIFT; i++) {
                table[first | i] = (i & 15) == 0 ? table[first | i] : LONG_RUN;
            }
        } else {
            table[first | ((symbol >> 4) + 1) << RUN_SHIFT | (symbol & 15)] = entry;
        }
    }
}
