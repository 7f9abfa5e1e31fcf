package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Decodes a picture that is one sequential scan into [Columns], a band of blocks at a time.
///
/// Written for speed, in the shape of [RequantiseScan], whose remarks hold here too. A block ends
/// in two steps: up to the last position that anybody reads values are added where they belong;
/// from there on one look-up skips as many symbols as it can.
final class ScatterScan {

    /// No value survives it, so that look-ups skip all of them.
    private static final int NONE_ALIVE = 4096;

    private final ScanReader in;
    private final DcValues seen;
    private final int blocksPerMcu;
    private final Columns[] columns = new Columns[10];
    private final int[] across = new int[10];
    private final int[] down = new int[10];
    private final DecodingTable[] dcTable = new DecodingTable[10];
    private final ShortcutTable[] alive = new ShortcutTable[10];
    private final ShortcutTable[] dead = new ShortcutTable[10];

    ScatterScan(Scan scan, Columns[] byComponent, Workspace workspace) {
        in = new ScanReader(workspace.entropy(), scan);
        seen = workspace.dcs();
        TableCache tables = workspace.tables();
        int blocks = 0;
        for (int i = 0; i < scan.components().length; i++) {
            Component part = scan.components()[i];
            Columns to = byComponent[part.index()];
            for (int n = 0; n < part.h() * part.v(); n++, blocks++) {
                columns[blocks] = to;
                across[blocks] = n % part.h();
                down[blocks] = n / part.h();
                dcTable[blocks] = tables.single(scan.dcCodes()[i], Meaning.DC);
                alive[blocks] = tables.shortcut(scan.acCodes()[i], to.threshold);
                dead[blocks] = tables.shortcut(scan.acCodes()[i], NONE_ALIVE);
            }
        }
        blocksPerMcu = blocks;
    }

    /// Decodes the next so many rows of MCUs.
    void band(int mcuRows, int mcusAcross) {
        for (int row = 0; row < mcuRows; row++) {
            for (int at = 0; at < mcusAcross; ) {
                int mcus = in.upTo(mcusAcross - at);
                decode(row, at, at + mcus);
                at += mcus;
            }
        }
    }

    /// Makes sure that the scan ends where its data ends.
    void finish() {
        in.finish();
    }

    private void decode(int row, int from, int end) {
        final byte[] bytes = in.bytes;
        final int[] predictors = in.predictors;
        final short[] dcs = seen.values;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int n = seen.count;
        for (int mcu = from; mcu < end; mcu++) {
            for (int block = 0; block < blocksPerMcu; block++) {
                final Columns to = columns[block];
                final float[][] arrays = to.columns;
                final int[] place = to.place;
                final float[] steps = to.steps;
                final Component component = to.component();
                final int c = component.index();
                final int base = (mcu * component.h() + across[block]) * to.stride;
                final int r = row * component.v() + down[block] + to.shift;
                final int last = to.lastNeeded << 8;
                final DecodingTable ac = alive[block].single;
                int[] entries = alive[block].entries;

                bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                at += (63 - count) >>> 3;
                count |= 56;
                int entry = dcTable[block].entries[(int) (bits >>> DecodingTable.DC_SHIFT)];
                if (entry == 0) {
                    entry = dcTable[block].longEntry(bits);
                }
                if ((entry & DecodingTable.ADVANCE) != 0) {
                    throw Refusal.corrupt("bad DC code");
                }
                int value = predictors[c] + DecodingTable.value(bits, entry);
                bits <<= entry;
                count -= entry & DecodingTable.LENGTH;
                predictors[c] = value;
                dcs[n++] = (short) value;
                arrays[base][r] = Math.max(-1024, Math.min(1023, value)) * steps[0];

                int k = 0; // position in bits 8-13, beyond the block in bit 14, end in bit 15
                int p;
                while (true) {
                    entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if (entry == 0) {
                        entry = ac.longEntry(bits);
                    }
                    value = DecodingTable.value(bits, entry);
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    k += entry & DecodingTable.ADVANCE;
                    p = place[k >>> 8];
                    // Added, not set: an end of block stands for 0 at the place reached.
                    arrays[base + (p >>> 16)][(p & 0xFFFF) + r] += value * steps[k >>> 8];
                    if (k >= last) {
                        break;
                    }

                    bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                    at += (63 - count) >>> 3;
                    count |= 56;
                    entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if (entry == 0) {
                        entry = ac.longEntry(bits);
                    }
                    value = DecodingTable.value(bits, entry);
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    k += entry & DecodingTable.ADVANCE;
                    p = place[k >>> 8];
                    arrays[base + (p >>> 16)][(p & 0xFFFF) + r] += value * steps[k >>> 8];
                    if (k >= last) {
                        break;
                    }
                }
                if (k < 63 << 8) {
                    bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                    at += (63 - count) >>> 3;
                    count |= 56;
                    entries = dead[block].entries;
                    while (true) {
                        entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                        if (entry == 0) {
                            entry = ac.longEntry(bits);
                        }
                        bits <<= entry;
                        count -= entry & DecodingTable.LENGTH;
                        k += entry & DecodingTable.ADVANCE;
                        if (k >= 63 << 8) {
                            break;
                        }
                        entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                        if (entry == 0) {
                            entry = ac.longEntry(bits);
                        }
                        bits <<= entry;
                        count -= entry & DecodingTable.LENGTH;
                        k += entry & DecodingTable.ADVANCE;
                        if (k >= 63 << 8) {
                            break;
                        }
                        bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                        at += (63 - count) >>> 3;
                        count |= 56;
                    }
                }
                if (BlockTail.isNeeded(k)) {
                    in.bits = bits;
                    in.count = count;
                    in.at = at;
                    tail(to, ac, k, entry, base, r);
                    bits = in.bits;
                    count = in.count;
                    at = in.at;
                }
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        seen.count = n;
    }

    /// Ends a block that an entry ran beyond.
    private void tail(Columns to, DecodingTable ac, int k, int entry, int base, int row) {
        int position = BlockTail.stepBack(in, ac, k, entry);
        while (position < 63) {
            int single = in.nextAc(ac);
            if ((single & DecodingTable.END) != 0) {
                return;
            }
            position = BlockTail.advance(position, single);
            int p = to.place[position];
            to.columns[base + (p >>> 16)][(p & 0xFFFF) + row] += in.value * to.steps[position];
        }
    }
}
