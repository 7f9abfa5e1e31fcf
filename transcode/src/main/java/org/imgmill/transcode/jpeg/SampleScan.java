package org.imgmill.transcode.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Encodes one scan of a [SampleJpeg], as the standard describes it.
final class SampleScan {

    private static final int LONGEST_RUN = 0x7FFF;
    private static final int MOST_CORRECTIONS = 900;

    private final short[] coefficients;
    private final int from;
    private final int to;
    private final int high;
    private final int low;

    private final SampleSymbols symbols = new SampleSymbols();
    private final int[] predictors = new int[4];
    private int endOfBandRun;
    private final Bits corrections = new Bits();
    private int acTable;

    /// Bits that wait for the symbol they follow.
    private static final class Bits {
        private boolean[] bits = new boolean[64];
        private int count;

        void add(boolean bit) {
            if (count == bits.length) {
                bits = Arrays.copyOf(bits, count * 2);
            }
            bits[count++] = bit;
        }
    }

    SampleScan(short[] coefficients, int from, int to, int high, int low) {
        this.coefficients = coefficients;
        this.from = from;
        this.to = to;
        this.high = high;
        this.low = low;
    }

    void restart() {
        endBandRun();
        symbols.restart();
        Arrays.fill(predictors, 0);
    }

    void block(int block, int component) {
        int base = block * 64;
        int table = Math.min(component, 1);
        acTable = 2 + table;
        if (from == 0) {
            dc(base, component, table);
        }
        if (to > 0 && high == 0) {
            firstAc(base);
        } else if (to > 0) {
            refinedAc(base);
        }
    }

    private void dc(int base, int component, int table) {
        int value = coefficients[base] >> low;
        if (high > 0) {
            symbols.raw(value & 1);
            return;
        }
        int difference = value - predictors[component];
        predictors[component] = value;
        int size = size(difference);
        symbols.add(table, size, extra(difference, size), size);
    }

    private void firstAc(int base) {
        int run = 0;
        for (int k = Math.max(from, 1); k <= to; k++) {
            int value = reduced(coefficients[base + k]);
            if (value == 0) {
                run++;
                continue;
            }
            endBandRun();
            for (; run > 15; run -= 16) {
                symbols.add(acTable, 0xF0, 0, 0);
            }
            int size = size(value);
            symbols.add(acTable, run << 4 | size, extra(value, size), size);
            run = 0;
        }
        if (run > 0) {
            endOfBandRun++;
            if (from == 0 || endOfBandRun == LONGEST_RUN) { // sequential blocks end one by one
                endBandRun();
            }
        }
    }

    private void refinedAc(int base) {
        int lastNew = 0;
        for (int k = from; k <= to; k++) {
            lastNew = Math.abs(reduced(coefficients[base + k])) == 1 ? k : lastNew;
        }
        int run = 0;
        var passed = new Bits();
        for (int k = from; k <= to; k++) {
            int value = reduced(coefficients[base + k]);
            if (value == 0) {
                run++;
                continue;
            }
            for (; run > 15 && k <= lastNew; run -= 16) {
                endBandRun();
                symbols.add(acTable, 0xF0, 0, 0);
                raw(passed);
            }
            if (Math.abs(value) > 1) {
                passed.add((Math.abs(value) & 1) != 0);
                continue;
            }
            endBandRun();
            symbols.add(acTable, run << 4 | 1, value > 0 ? 1 : 0, 1);
            raw(passed);
            run = 0;
        }
        if (run > 0 || passed.count > 0) {
            endOfBandRun++;
            for (int i = 0; i < passed.count; i++) {
                corrections.add(passed.bits[i]);
            }
            if (endOfBandRun == LONGEST_RUN || corrections.count > MOST_CORRECTIONS) {
                endBandRun();
            }
        }
    }

    private void endBandRun() {
        if (endOfBandRun > 0) {
            int size = 31 - Integer.numberOfLeadingZeros(endOfBandRun);
            symbols.add(acTable, size << 4, endOfBandRun & ((1 << size) - 1), size);
            endOfBandRun = 0;
            raw(corrections);
        }
    }

    /// Toward zero, as the standard shifts AC coefficients.
    private int reduced(int value) {
        return value < 0 ? -(-value >> low) : value >> low;
    }

    private static int size(int value) {
        return 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private static int extra(int value, int size) {
        return value < 0 ? value + (1 << size) - 1 : value;
    }

    private void raw(Bits bits) {
        for (int i = 0; i < bits.count; i++) {
            symbols.raw(bits.bits[i] ? 1 : 0);
        }
        bits.count = 0;
    }

    /// Writes the tables, the SOS segment and the data.
    void write(Component[] components, ByteArrayOutputStream out) {
        endBandRun();
        symbols.writeTables(out);
        out.writeBytes(new byte[] {-1, (byte) 0xDA, 0, (byte) (6 + 2 * components.length)});
        out.write(components.length);
        for (Component component : components) {
            out.write(component.id());
            out.write(component.index() == 0 ? 0 : 0x11);
        }
        out.writeBytes(new byte[] {(byte) from, (byte) to, (byte) (high << 4 | low)});
        symbols.writeData(out);
    }
}
