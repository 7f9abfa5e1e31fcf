package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Turns a picture that is one sequential scan with too much chroma into records with less of it.
///
/// Works on one row of output MCUs at a time: luma goes straight to records that wait in a side
/// array, chroma to [ChromaFold]; then both are put in the order of the output.
final class FoldScan {

    private final Frame frame;
    private final ScanReader in;
    private final Requantiser luma;
    private final ChromaFold[] folds;
    private final Records out;
    private final DcValues seen;
    private final DecodingTable[] dcTables = new DecodingTable[3];
    private final ShortcutTable[] acTables = new ShortcutTable[3];

    /// AC records of the two rows of luma blocks at hand, and where each block's end.
    private int[] waiting;

    private int waitingCount;
    private final int[][] starts;
    private final int[][] ends;
    private final int[][] dcs;
    private int written;

    FoldScan(Frame frame, Scan scan, Requantiser luma, ChromaFold[] folds, Workspace workspace) {
        this.frame = frame;
        this.luma = luma;
        this.folds = folds;
        out = workspace.records();
        seen = workspace.dcs();
        in = new ScanReader(workspace.entropy(), scan);
        TableCache tables = workspace.tables();
        for (int i = 0; i < 3; i++) {
            dcTables[i] = tables.single(scan.dcCodes()[i], Meaning.DC);
            // To the fold small values matter: only symbols without any value are left out.
            acTables[i] = tables.shortcut(scan.acCodes()[i], i == 0 ? luma.threshold() : 1);
        }
        int columns = frame.components()[0].stride();
        waiting = new int[1 << 12];
        starts = new int[2][columns];
        ends = new int[2][columns];
        dcs = new int[2][columns];
    }

    void run() {
        seen.expect(frame);
        int mcuRows = frame.foldsDown() ? 2 : 1;
        for (int first = 0; first < frame.mcusDown(); first += mcuRows) {
            waitingCount = 0;
            folds[0].clear();
            folds[1].clear();
            int end = Math.min(first + mcuRows, frame.mcusDown());
            for (int row = first; row < end; row++) {
                decodeRow(row - first);
            }
            folds[0].fold(end == first + 2);
            folds[1].fold(end == first + 2);
            writeRow(frame.foldsDown() ? end - first : 2);
        }
        in.finish();
    }

    private void decodeRow(int row) {
        int h = frame.components()[0].h();
        int v = frame.components()[0].v();
        for (int mcu = 0; mcu < frame.mcusAcross(); ) {
            for (int end = mcu + in.upTo(frame.mcusAcross() - mcu); mcu < end; mcu++) {
                if (waiting.length < waitingCount + h * v * Records.MOST_PER_BLOCK) {
                    waiting = Arrays.copyOf(waiting, waiting.length * 2);
                }
                for (int y = 0; y < v; y++) {
                    for (int x = 0; x < h; x++) {
                        lumaBlock(row + y, mcu * h + x);
                    }
                }
                chromaBlock(1, row, mcu);
                chromaBlock(2, row, mcu);
            }
        }
    }

    private void lumaBlock(int row, int column) {
        dcs[row][column] = luma.dc(nextDc(0));
        starts[row][column] = waitingCount;
        waitingCount = lumaAc(waiting, waitingCount);
        ends[row][column] = waitingCount;
    }

    private int nextDc(int c) {
        int dc = in.nextDc(dcTables[c], c);
        seen.values[seen.count++] = (short) dc;
        return dc;
    }

    private int lumaAc(int[] to, int start) {
        final ShortcutTable table = acTables[0];
        final int[] entries = table.entries;
        final int[] factors = luma.factors;
        final int[] values = Records.acValues();
        final byte[] bytes = in.bytes;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int p = start;
        int k = 0;
        int entry;
        do {
            bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
            at += (63 - count) >>> 3;
            count |= 56;
            entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
            if (entry == 0) {
                entry = table.single.longEntry(bits);
            }
            int value = DecodingTable.value(bits, entry);
            bits <<= entry;
            count -= entry & DecodingTable.LENGTH;
            k += entry & DecodingTable.ADVANCE;
            int requantised = values[(value * factors[k >>> 8] + Requantiser.LUMA_ROUNDING) >>> 20];
            to[p] = (k & Records.LAST_POSITION) + requantised;
            p += requantised & 1;
        } while (k < 63 << 8);
        in.bits = bits;
        in.count = count;
        in.at = at;
        if (BlockTail.isNeeded(k)) {
            p =
                    BlockTail.decode(
                            in, table.single, k, entry, factors, Requantiser.LUMA_ROUNDING, to, p);
        }
        if (p == start || (to[p - 1] & Records.LAST_POSITION) != Records.LAST_POSITION) {
            to[p++] = Records.LUMA_END;
        }
        return p;
    }

    private void chromaBlock(int c, int row, int column) {
        final ChromaFold fold = folds[c - 1];
        final float[][] planes = fold.planes(row, column);
        final float[] steps = fold.steps();
        final int place = fold.place(column);
        final ShortcutTable table = acTables[c];
        final int[] entries = table.entries;
        planes[0][place] = Math.clamp(nextDc(c), -1024, 1023) * steps[0];
        final byte[] bytes = in.bytes;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int k = 0;
        int entry;
        do {
            bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
            at += (63 - count) >>> 3;
            count |= 56;
            entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
            if (entry == 0) {
                entry = table.single.longEntry(bits);
            }
            int value = DecodingTable.value(bits, entry);
            bits <<= entry;
            count -= entry & DecodingTable.LENGTH;
            k += entry & DecodingTable.ADVANCE;
            int position = k >>> 8 & 255;
            // Adding spares a branch: an end without value adds 0 to the value before it.
            planes[position][place] += value * steps[position];
        } while (k < 63 << 8);
        in.bits = bits;
        in.count = count;
        in.at = at;
        if (BlockTail.isNeeded(k)) {
            chromaTail(table.single, k, entry, planes, place, steps);
        }
    }

    private void chromaTail(
            DecodingTable table, int k, int entry, float[][] planes, int place, float[] steps) {
        int position = BlockTail.stepBack(in, table, k, entry);
        while (position < 63) {
            int single = in.nextAc(table);
            if ((single & DecodingTable.END) != 0) {
                return;
            }
            position = BlockTail.advance(position, single);
            planes[position][place] = in.value * steps[position];
        }
    }

    private void writeRow(int lumaRows) {
        int columns = frame.components()[0].blocksAcross();
        for (int mcu = 0; mcu < (columns + 1) >> 1; mcu++) {
            out.fits(1, 6);
            for (int y = 0; y < 2; y++) {
                for (int x = 2 * mcu; x < 2 * mcu + 2; x++) {
                    if (y < lumaRows && x < columns) {
                        writeLuma(y, x);
                    } else {
                        out.addEmptyBlock(Records.LUMA_DC);
                    }
                }
            }
            folds[0].write(mcu, out);
            folds[1].write(mcu, out);
        }
    }

    private void writeLuma(int row, int column) {
        int dc = dcs[row][column];
        int start = starts[row][column];
        int length = ends[row][column] - start;
        out.chunk[out.count++] = Records.LUMA_DC + Records.dcValues()[dc - written + 2048];
        written = dc;
        System.arraycopy(waiting, start, out.chunk, out.count, length);
        out.count += length;
    }
}
