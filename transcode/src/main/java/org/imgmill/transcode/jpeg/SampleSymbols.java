package org.imgmill.transcode.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// The symbols of one scan of a [SampleJpeg], and the Huffman codes that they need.
final class SampleSymbols {

    private static final int RAW = -1;
    private static final int RESTART = -2;

    /// Three numbers each: table and symbol (or RAW, or RESTART), extra bits, their number.
    private int[] symbols = new int[1 << 12];

    private int count;
    private final int[][] codes = new int[4][256];
    private final int[][] lengths = new int[4][256];

    void restart() {
        append(RESTART, 0, 0);
    }

    void raw(int bit) {
        append(RAW, bit, 1);
    }

    void add(int table, int symbol, int extra, int size) {
        append(table << 8 | symbol, extra, size);
    }

    private void append(int what, int extra, int size) {
        if (count + 3 > symbols.length) {
            symbols = Arrays.copyOf(symbols, symbols.length * 2);
        }
        symbols[count++] = what;
        symbols[count++] = extra;
        symbols[count++] = size;
    }

    /// Finds the shortest codes and writes a DHT segment for each.
    void writeTables(ByteArrayOutputStream out) {
        int[][] frequencies = new int[4][256];
        for (int i = 0; i < count; i += 3) {
            if (symbols[i] >= 0) {
                frequencies[symbols[i] >> 8][symbols[i] & 255]++;
            }
        }
        for (int table = 0; table < 4; table++) {
            HuffmanCode code = OptimalCode.of(frequencies[table]);
            for (int i = 0; i < code.size(); i++) {
                codes[table][code.symbol(i)] = code.code(i);
                lengths[table][code.symbol(i)] = code.length(i);
            }
            if (code.size() > 0) {
                byte[] description = code.description();
                out.writeBytes(new byte[] {-1, (byte) 0xC4, 0});
                int length = 3 + description.length;
                out.write(length);
                out.write(table >> 1 << 4 | (table & 1));
                out.writeBytes(description);
            }
        }
    }

    /// Writes the bits, with byte stuffing and restart markers.
    void writeData(ByteArrayOutputStream out) {
        long pending = 0;
        int pendingCount = 0;
        int restarts = 0;
        for (int i = 0; i < count; i += 3) {
            int what = symbols[i];
            if (what == RESTART) {
                pending = pad(pending, pendingCount, out);
                pendingCount = 0;
                out.write(0xFF);
                out.write(0xD0 | (restarts++ & 7));
                continue;
            }
            if (what >= 0) {
                int length = lengths[what >> 8][what & 255];
                pending = pending << length | codes[what >> 8][what & 255];
                pendingCount += length;
            }
            pending = pending << symbols[i + 2] | symbols[i + 1];
            pendingCount += symbols[i + 2];
            while (pendingCount >= 8) {
                pendingCount -= 8;
                stuffed((int) (pending >>> pendingCount) & 0xFF, out);
            }
        }
        pad(pending, pendingCount, out);
    }

    private static long pad(long pending, int count, ByteArrayOutputStream out) {
        if (count > 0) {
            stuffed(((int) (pending << (8 - count)) & 0xFF) | 0xFF >> count, out);
        }
        return 0;
    }

    private static void stuffed(int value, ByteArrayOutputStream out) {
        out.write(value);
        if (value == 0xFF) {
            out.write(0);
        }
    }
}
