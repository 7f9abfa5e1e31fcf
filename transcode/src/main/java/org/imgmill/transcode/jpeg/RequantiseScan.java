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

    private static final int[] SIZES = Records.sizes();

    private final ScanReader in;
    private final Records out;
    private final int blocksPerMcu;
    private final int[] component = new int[10];
    private final DecodingTable[] dcTable = new DecodingTable[10];
    private final ShortcutTable[] acTable = new ShortcutTable[10];
    private final Requantiser[] requantiser = new Requantiser[10];
    private final int[] written = new int[3];

    RequantiseScan(Scan scan, Requantiser[] requantisers, Workspace workspace) {
        out = workspace.records();
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
                acTable[blocks] = ac;
                requantiser[blocks] = steps;
            }
        }
        blocksPerMcu = blocks;
    }

    void run(Frame frame) {
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
        final int blocks = blocksPerMcu;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int p = out.count;
        for (int mcu = 0; mcu < mcus; mcu++) {
            for (int block = 0; block < blocks; block++) {
                final int c = component[block];
                final DecodingTable dc = dcTable[block];
                final ShortcutTable ac = acTable[block];
                final int[] entries = ac.entries;
                final int[] factors = requantiser[block].factors;
                int kind = c == 0 ? Records.LUMA_DC : Records.CHROMA_DC;

                bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                at += (63 - count) >>> 3;
                count |= 56;
                int entry = dc.entries[(int) (bits >>> DecodingTable.SHIFT)];
                if ((entry & DecodingTable.LENGTH) == 0) {
                    entry = dc.longEntry(bits, entry);
                }
                bits <<= entry;
                count -= entry & DecodingTable.LENGTH;
                if ((entry & DecodingTable.ADVANCE) != 0) {
                    throw Refusal.corrupt("bad DC code");
                }
                int value = predictors[c] + (entry >> 16);
                predictors[c] = value;
                value = (Math.max(-1024, Math.min(1023, value)) * factors[0] + (1 << 19)) >> 20;
                to[p++] = kind + SIZES[value - written[c] + 2048];
                written[c] = value;
                kind += Records.DC_TO_AC;

                int k = 0; // position in bits 8-13, beyond the block in bit 14, end in bit 15
                int sized;
                while (true) {
                    entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if ((entry & DecodingTable.LENGTH) == 0) {
                        entry = ac.single.longEntry(bits, entry);
                    }
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    k += entry & DecodingTable.ADVANCE;
                    sized =
                            SIZES[
                                    ((entry >> 16) * factors[k >>> 8 & 255]
                                                    + Requantiser.ROUND_AND_OFFSET)
                                            >>> 20];
                    to[p] = kind + ((k & 0x3F00) << 12) + sized;
                    p += (sized + 0xF0000) >>> 20;
                    if (k >= 63 << 8) {
                        break;
                    }

                    bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                    at += (63 - count) >>> 3;
                    count |= 56;
                    entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if ((entry & DecodingTable.LENGTH) == 0) {
                        entry = ac.single.longEntry(bits, entry);
                    }
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    k += entry & DecodingTable.ADVANCE;
                    sized =
                            SIZES[
                                    ((entry >> 16) * factors[k >>> 8 & 255]
                                                    + Requantiser.ROUND_AND_OFFSET)
                                            >>> 20];
                    to[p] = kind + ((k & 0x3F00) << 12) + sized;
                    p += (sized + 0xF0000) >>> 20;
                    if (k >= 63 << 8) {
                        break;
                    }
                }
                if (BlockTail.isNeeded(k)) {
                    in.bits = bits;
                    in.count = count;
                    in.at = at;
                    p = BlockTail.decode(in, ac.single, k, entry, factors, kind, to, p);
                    bits = in.bits;
                    count = in.count;
                    at = in.at;
                }
                if ((to[p - 1] & Records.LAST_POSITION) != Records.LAST_POSITION) {
                    to[p++] = kind + Records.LAST_POSITION;
                }
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        out.count = p;
    }
}
