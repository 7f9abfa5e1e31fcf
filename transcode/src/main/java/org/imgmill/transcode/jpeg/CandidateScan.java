package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Turns a picture that is one sequential scan into candidates, without storing a coefficient.
///
/// Written for speed, for the reasons that [RequantiseScan] gives; it differs in what it writes: a
/// value with the fraction of a step that rounding would lose, to a place that its block knows.
final class CandidateScan {

    private final ScanReader in;
    private final Candidates out;
    private final DcValues seen;
    private final Requantiser[] requantisers;
    private final int blocksPerMcu;
    private final int[] component = new int[10];
    private final DecodingTable[] dcTable = new DecodingTable[10];
    private final DecodingTable[] acTable = new DecodingTable[10];
    private final int[][] dcEntries = new int[10][];
    private final int[][] acEntries = new int[10][];
    private final int[][] factors = new int[10][];
    private final int[][] least = new int[10][];

    /// By block of the MCU: its number in the frame, and from it to the next MCU's and row's.
    private final int[] number = new int[10];

    private final int[] toNextMcu = new int[10];
    private final int[] toNextRow = new int[10];

    CandidateScan(Scan scan, Requantiser[] requantisers, Workspace workspace) {
        this.requantisers = requantisers;
        out = workspace.candidates();
        seen = workspace.dcs();
        in = new ScanReader(workspace.entropy(), scan);
        TableCache tables = workspace.tables();
        int blocks = 0;
        for (int i = 0; i < scan.components().length; i++) {
            Component part = scan.components()[i];
            Requantiser steps = requantisers[part.index()];
            DecodingTable dc = tables.single(scan.dcCodes()[i], Meaning.DC);
            ShortcutTable ac = tables.shortcut(scan.acCodes()[i], steps.candidateThreshold());
            for (int n = 0; n < part.h() * part.v(); n++, blocks++) {
                component[blocks] = part.index();
                dcTable[blocks] = dc;
                acTable[blocks] = ac.single;
                dcEntries[blocks] = dc.entries;
                acEntries[blocks] = ac.entries;
                factors[blocks] = steps.factors;
                least[blocks] = steps.least;
                number[blocks] = part.block(n / part.h(), n % part.h());
                toNextMcu[blocks] = part.h();
                toNextRow[blocks] = part.stride() * (part.v() - 1);
            }
        }
        blocksPerMcu = blocks;
    }

    void run(Frame frame) {
        seen.expect(frame);
        for (int row = 0; row < frame.mcusDown(); row++) {
            for (int left = frame.mcusAcross(); left > 0; ) {
                int mcus = in.upTo(out.fits(left, blocksPerMcu));
                decode(mcus);
                left -= mcus;
            }
            for (int block = 0; block < blocksPerMcu; block++) {
                number[block] += toNextRow[block];
            }
        }
        in.finish();
    }

    private void decode(int mcus) {
        final byte[] bytes = in.bytes;
        final int[] to = out.chunk;
        final int[] blocks = out.blocks;
        final short[] dcs = out.dcs;
        final int[] predictors = in.predictors;
        final int perMcu = blocksPerMcu;
        final int base = out.base();
        final short[] came = seen.values;
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int p = out.count;
        int n = seen.count;
        for (int mcu = 0; mcu < mcus; mcu++) {
            for (int block = 0; block < perMcu; block++) {
                final int c = component[block];
                final int[] entries = acEntries[block];
                final int[] factors = this.factors[block];
                final int[] least = this.least[block];
                final int place = number[block];
                number[block] = place + toNextMcu[block];

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
                came[n++] = (short) value;
                value = Math.max(-1024, Math.min(1023, value));
                dcs[place] = (short) ((value * factors[0] + (1 << 19)) >> 20);
                final int start = p;

                int k = 0; // position in bits 8-13, beyond the block in bit 14, end in bit 15
                while (true) {
                    entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if (entry == 0) {
                        entry = acTable[block].longEntry(bits);
                    }
                    value = DecodingTable.value(bits, entry);
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    k += entry & DecodingTable.ADVANCE;
                    value *= factors[k >>> 8];
                    to[p] = (k & Candidates.POSITION) | Candidates.rounded(value);
                    p += Candidates.isAtLeast(least[k >>> 8], value);
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
                    value *= factors[k >>> 8];
                    to[p] = (k & Candidates.POSITION) | Candidates.rounded(value);
                    p += Candidates.isAtLeast(least[k >>> 8], value);
                    if (k >= 63 << 8) {
                        break;
                    }
                }
                if (BlockTail.isNeeded(k)) {
                    in.bits = bits;
                    in.count = count;
                    in.at = at;
                    p = tail(acTable[block], k, entry, requantisers[c], to, p);
                    bits = in.bits;
                    count = in.count;
                    at = in.at;
                }
                blocks[place] = Candidates.block(base + start, p - start);
                to[p++] = 0;
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        out.count = p;
        seen.count = n;
    }

    private int tail(
            DecodingTable table, int k, int entry, Requantiser steps, int[] to, int start) {
        int p = start;
        int position = BlockTail.stepBack(in, table, k, entry);
        while (position < 63) {
            int single = in.nextAc(table);
            if ((single & DecodingTable.END) != 0) {
                break;
            }
            position = BlockTail.advance(position, single);
            int value = in.value * steps.factors[position];
            to[p] = (position << 8) | Candidates.rounded(value);
            p += Candidates.isAtLeast(steps.least[position], value);
        }
        return p;
    }
}
