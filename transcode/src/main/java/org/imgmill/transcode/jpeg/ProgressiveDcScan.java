package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Stores the DC coefficients of a progressive scan, or one more bit of each.
final class ProgressiveDcScan {

    private final Scan scan;
    private final ScanReader in;
    private final Coefficients out;
    private final DecodingTable[] tables;

    ProgressiveDcScan(Scan scan, EntropyData data, TableCache cache, Coefficients out) {
        this.scan = scan;
        this.out = out;
        in = new ScanReader(data, scan);
        tables = new DecodingTable[scan.components().length];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = cache.single(scan.dcCodes()[i], Meaning.DC);
        }
    }

    void run(Frame frame) {
        BlockOrder.walk(frame, scan, in, scan.high() == 0 ? this::first : this::refine);
        in.finish();
    }

    private void first(int block, int part) {
        int dc = in.nextDc(tables[part], scan.components()[part].index());
        out.values[block << 6] = (short) (dc << scan.low());
    }

    private void refine(int block, int part) {
        in.refill();
        out.values[block << 6] |= (short) ((in.bits >>> 63) << scan.low());
        in.skip(1);
    }
}
