package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Stores the coefficients of one sequential scan of several.
final class StoreScan {

    private final Scan scan;
    private final ScanReader in;
    private final Coefficients out;
    private final DecodingTable[] dcTable;
    private final DecodingTable[] acTable;

    StoreScan(Scan scan, Workspace workspace) {
        this.scan = scan;
        out = workspace.coefficients();
        in = new ScanReader(workspace.entropy(), scan);
        int parts = scan.components().length;
        dcTable = new DecodingTable[parts];
        acTable = new DecodingTable[parts];
        for (int i = 0; i < parts; i++) {
            dcTable[i] = workspace.tables().single(scan.dcCodes()[i], Meaning.DC);
            acTable[i] = workspace.tables().single(scan.acCodes()[i], Meaning.AC);
        }
    }

    void run(Frame frame) {
        new BlockOrder(frame, scan).walk(in, this::store);
    }

    private void store(int[] blocks, int[] parts, int from, int end) {
        for (int i = from; i < end; i++) {
            store(blocks[i], parts[i]);
        }
    }

    private void store(int block, int part) {
        int base = block << 6;
        out.values[base] = (short) in.nextDc(dcTable[part], scan.components()[part].index());
        DecodingTable ac = acTable[part];
        long nonZero = 0;
        int k = 0;
        while (k < 63) {
            int entry = in.nextAc(ac);
            if ((entry & DecodingTable.END) != 0) {
                break;
            }
            k = BlockTail.advance(k, entry);
            out.values[base + k] = (short) in.value;
            nonZero |= in.value == 0 ? 0 : 1L << k;
        }
        out.nonZero[block] = nonZero;
    }
}
