package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Turns a picture that is one sequential scan into records, without storing a coefficient.
///
/// Written for speed: this loop is most of the work on most pictures.
/// - The filter for zeros has no branch: a record is always written, and the pointer advances by 0
///   or 1. At quality 50 a third to a half of all values die, in no pattern a CPU could predict.
/// - One look-up in a [ShortcutTable] takes all dead values up to the next live one.
/// - At least 56 valid bits last for a DC and an AC entry or for two AC entries (16 + 11 and 16 +
///   10 bits at most), so the body of the AC step stands here twice, with one refill between. As a
///   method of its own it costs 8 % more, with a refill for each step 23 %.
/// - Bounds are left to the JVM: damaged data that runs past the end is caught there, once.
final class RequantiseScan {

    private static final int[] DC_VALUES = Records.dcValues();
    private static final int[] AC_VALUES = Records.acValues();

    private final ScanReader in;
    private final Records out;
    private final DcValues seen;
    private final int blocksPerMcu;
    private final int[] component = new int[10];
    private final DecodingTable[] dcTable = new DecodingTable[10];
    private final DecodingTable[] acTable = new DecodingTable[10];
    private final int[][] dcEntries = new int[10][];
    private final int[][] acEntries = new int[10][];
    private final int[][] factors = new int[10][];
    private final int[] written = new int[3];

    RequantiseScan(Scan scan, Requantiser[] requantisers, Workspace workspace) {
        out = workspace.records();
        seen = workspace.dcs();
        in = new ScanReader(workspace.entropy(), scan);
        TableCache tables = workspace.tables();
        int blocks = 0;
        for (int i = 0; i < scan.components().length; i++) {
            Component part = scan.components()[i];
            Requantiser steps = requantisers[part.index()];
            DecodingTable dc = tables.single(scan.dcCodes()[i], Meaning.DC);
            ShortcutTable ac = tables.shortcut(scan.acCodes()[i], steps.threshold());
            for (int n = part.h() * part.v(); n > 0; n--, blocks++) {
                component[blocks] = part.index();
                dcTable[blocks] = dc;
                acTable[blocks] = ac.single;
                dcEntries[blocks] = dc.entries;
                acEntries[blocks] = ac.entries;
                factors[blocks] = steps.factors;
            }
        }
        blocksPerMcu = blocks;
    }

    void run(Frame frame) {
        seen.expect(frame);
        int left = frame.mcusAcross() * frame.mcusDown();
        while (left > 0) {
            int mcus = in.upTo(out.fits(left, blocksPerMcu));
            decode(mcus);
            left -= mcus;
        }
        in.finish();
    }

    private void decode(int mcus) {
        final byte[] bytes = in.bytes;
        final int[] to = out.chunk;
        final int[] predictors = in.predictors;
        final int[] written = this.written;
        final short[] dcs = seen.values;
        final int blocks = blocksPerMcu;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int p = out.count;
        int n = seen.count;
        for (int mcu = 0; mcu < mcus; mcu++) {
            for (int block = 0; block < blocks; block++) {
                final int c = component[block];
                final int[] entries = acEntries[block];
                final int[] factors = this.factors[block];
                final boolean luma = c == 0;
                final int rounding = luma ? Requantiser.LUMA_ROUNDING : Requantiser.CHROMA_ROUNDING;

                bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                at += (63 - count) >>> 3;
                count |= 56;
                int entry = dcEntries[block][(int) (bits >>> DecodingTable.DC_SHIFT)];
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
                value = (Math.max(-1024, Math.min(1023, value)) * factors[0] + (1 << 19)) >> 20;
                to[p++] =
                        (luma ? Records.LUMA_DC : Records.CHROMA_DC)
                                + DC_VALUES[value - written[c] + 2048];
                written[c] = value;

                int k = 0; // position in bits 8-13, beyond the block in bit 14, end in bit 15
                int requantised;
                while (true) {
                    entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if (entry == 0) {
                        entry = acTable[block].longEntry(bits);
                    }
                    value = DecodingTable.value(bits, entry);
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    k += entry & DecodingTable.ADVANCE;
                    requantised = AC_VALUES[(value * factors[k >>> 8] + rounding) >>> 20];
                    to[p] = (k & Records.LAST_POSITION) + requantised;
                    p += requantised & 1;
                    if (k >= 63 << 8) {
                        break;
                    }

                    bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                    at += (63 - count) >>> 3;
                    count |= 56;
                    entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if (entry == 0) {
                        entry = acTable[block].longEntry(bits);
                    }
                    value = DecodingTable.value(bits, entry);
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    k += entry & DecodingTable.ADVANCE;
                    requantised = AC_VALUES[(value * factors[k >>> 8] + rounding) >>> 20];
                    to[p] = (k & Records.LAST_POSITION) + requantised;
                    p += requantised & 1;
                    if (k >= 63 << 8) {
                        break;
                    }
                }
                if (BlockTail.isNeeded(k)) {
                    in.bits = bits;
                    in.count = count;
                    in.at = at;
                    p = BlockTail.decode(in, acTable[block], k, entry, factors, rounding, to, p);
                    bits = in.bits;
                    count = in.count;
                    at = in.at;
                }
                if ((to[p - 1] & Records.LAST_POSITION) != Records.LAST_POSITION) {
                    to[p++] = luma ? Records.LUMA_END : Records.CHROMA_END;
                }
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        out.count = p;
        seen.count = n;
    }
}
