package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Stores the DC coefficients of a progressive scan, or one more bit of each.
final class ProgressiveDcScan {

    /// How many bits are read between two refills.
    private static final int AT_ONCE = 56;

    private final Scan scan;
    private final ScanReader in;
    private final Coefficients out;
    private final DecodingTable[] tables;

    ProgressiveDcScan(Scan scan, Workspace workspace) {
        this.scan = scan;
        out = workspace.coefficients();
        in = new ScanReader(workspace.entropy(), scan);
        tables = new DecodingTable[scan.components().length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = workspace.tables().single(scan.dcCodes()[i], Meaning.DC);
        }
    }

    void run(Frame frame) {
        new BlockOrder(frame, scan).walk(in, scan.high() == 0 ? this::first : this::refine);
    }

    private void first(int[] blocks, int[] parts, int from, int end) {
        final short[] values = out.values;
        for (int i = from; i < end; i++) {
            int part = parts[i];
            int dc = in.nextDc(tables[part], scan.components()[part].index());
            values[blocks[i] << 6] = (short) (dc << scan.low());
        }
    }

    private void refine(int[] blocks, int[] parts, int from, int end) {
        final short[] values = out.values;
        for (int i = from; i < end; ) {
            in.refill();
            int now = Math.min(AT_ONCE, end - i);
            long bits = in.bits;
            for (int last = i + now; i < last; i++, bits <<= 1) {
                values[blocks[i] << 6] |= (short) (bits >>> 63 << scan.low());
            }
            in.skip(now);
        }
    }
}
