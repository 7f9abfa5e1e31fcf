package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// Turns records into Huffman-coded bits, with the codes that suit them best.
///
/// Written for speed: one flat loop, two records per step, knows neither blocks nor components.
/// Codes stand in the table already shifted by the room their extra bits need.
final class EncodeRecords {

    static final int CLASSES = 4;

    /// Twelve bits: class, run plus one, size.
    private static final int INDEX = 4095;

    private static final int RUN_SHIFT = 4;
    private static final int CLASS_SHIFT = 10;
    private static final int ZERO_RUN = 0xF0;
    private static final int LENGTH = 31;

    /// A run of more than 15: the codes of 16 zeros come first.
    private static final int LONG_RUN = -1;

    private static final int SIXTEEN_POSITIONS = 16 << 20;
    private static final int SPARE = 64;

    private final int[] histogram = new int[INDEX + 1];

    /// Code shifted left by size, then by 5; bits 0-4 the length of both together.
    private final int[] table = new int[INDEX + 1];

    private final HuffmanCode[] codes = new HuffmanCode[CLASSES];
    private byte[] bytes = new byte[1 << 16];
    private long pending;
    private int pendingCount;
    private int length;
    private int previous;

    /// Encodes all records and returns how many bytes they took.
    int encode(Records records) {
        count(records);
        long bits = chooseCodes();
        reserve(bits);
        pending = 0;
        pendingCount = 0;
        length = 0;
        previous = Records.LAST_POSITION;
        for (int i = 0; i < records.chunkCount(); i++) {
            write(records.chunk(i), records.count(i));
        }
        if (pendingCount > 0) {
            bytes[length++] = (byte) (pending >>> 56 | 0xFF >>> pendingCount);
        }
        return length;
    }

    void shrink(int mostBytes) {
        if (bytes.length > mostBytes) {
            bytes = new byte[1 << 16];
        }
    }

    /// The encoded bits, without byte stuffing.
    byte[] bytes() {
        return bytes;
    }

    /// The code of luma DC, chroma DC, luma AC, chroma AC.
    HuffmanCode code(int kind) {
        return codes[kind];
    }

    private void count(Records records) {
        int[] counts = histogram;
        Arrays.fill(counts, 0);
        int before = Records.LAST_POSITION;
        for (int i = 0; i < records.chunkCount(); i++) {
            int[] chunk = records.chunk(i);
            for (int n = 0, end = records.count(i); n < end; n++) {
                int record = chunk[n];
                counts[(record - (before & Records.LAST_POSITION)) >>> 16 & INDEX]++;
                before = record;
            }
        }
    }

    /// Finds the codes, fills the table, and returns the number of bits the records will take.
    private long chooseCodes() {
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

    private void reserve(long bits) {
        long need = (bits >>> 3) + SPARE;
        if (need > Integer.MAX_VALUE - SPARE) {
            throw new Refusal(Recompressed.Reason.TOO_MUCH_MEMORY, "the output is too long");
        }
        if (bytes.length < need) {
            bytes = new byte[(int) need];
        }
    }

    private void write(int[] records, int end) {
        final int[] table = this.table;
        final byte[] to = bytes;
        long acc = pending;
        int n = pendingCount;
        int at = length;
        int before = previous;
        int i = 0;
        while (i + 1 < end) {
            int first = records[i];
            int second = records[i + 1];
            int firstRun = first - (before & Records.LAST_POSITION);
            int secondRun = second - (first & Records.LAST_POSITION);
            int a = table[firstRun >>> 16 & INDEX];
            int b = table[secondRun >>> 16 & INDEX];
            if ((a | b) < 0) {
                pending = acc;
                pendingCount = n;
                length = at;
                writeOne(firstRun);
                writeOne(secondRun);
                acc = pending;
                n = pendingCount;
                at = length;
            } else {
                // Two codes of at most 16 + 11 bits each, and at most 7 bits pending: 61 of 64.
                int bLength = b & LENGTH;
                long both =
                        (long) (a >>> 5 | (first & 0xFFFF)) << bLength
                                | (b >>> 5 | (second & 0xFFFF));
                n += (a & LENGTH) + bLength;
                acc |= both << (64 - n);
                Bytes.BIG_ENDIAN.set(to, at, acc);
                at += n >>> 3;
                acc <<= n & 56;
                n &= 7;
            }
            before = second;
            i += 2;
        }
        pending = acc;
        pendingCount = n;
        length = at;
        if (i < end) {
            writeOne(records[i] - (before & Records.LAST_POSITION));
            before = records[i];
        }
        previous = before;
    }

    private void writeOne(int record) {
        int rest = record;
        int entry = table[rest >>> 16 & INDEX];
        while (entry < 0) {
            int zeros = table[(rest >>> 26 << CLASS_SHIFT) & INDEX];
            put(zeros >>> 5, zeros & LENGTH);
            rest -= SIXTEEN_POSITIONS;
            entry = table[rest >>> 16 & INDEX];
        }
        put(entry >>> 5 | (rest & 0xFFFF), entry & LENGTH);
    }

    private void put(int code, int size) {
        pendingCount += size;
        pending |= (long) code << (64 - pendingCount);
        Bytes.BIG_ENDIAN.set(bytes, length, pending);
        length += pendingCount >>> 3;
        pending <<= pendingCount & 56;
        pendingCount &= 7;
    }
}
