package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Stores a band of AC coefficients of a progressive scan, or one more bit of each.
///
/// Written for speed: half of the time of a progressive picture is spent here. Which coefficients
/// of a block are not zero is one `long`, so a refinement finds its places with bit tricks (expand,
/// count, reverse) instead of looking at 63 values.
final class ProgressiveAcScan {

    /// What sixteen bits of code and fourteen of a run leave of the 56 after a refill.
    private static final int SAFE_BITS = 26;

    private final Scan scan;
    private final ScanReader in;
    private final Coefficients out;
    private final DecodingTable table;
    private final long band;

    ProgressiveAcScan(Scan scan, Workspace workspace) {
        this.scan = scan;
        out = workspace.coefficients();
        in = new ScanReader(workspace.entropy(), scan);
        table =
                workspace
                        .tables()
                        .single(
                                scan.acCodes()[0],
                                scan.high() == 0 ? Meaning.BAND : Meaning.REFINEMENT);
        band = (-1L << scan.from()) & (-1L >>> (63 - scan.to()));
    }

    void run() {
        Component component = scan.components()[0];
        for (int row = 0; row < component.blocksDown(); row++) {
            for (int column = 0; column < component.blocksAcross(); ) {
                int blocks = in.upTo(component.blocksAcross() - column);
                int from = component.block(row, column);
                if (scan.high() == 0) {
                    first(from, from + blocks);
                } else {
                    refine(from, from + blocks);
                }
                column += blocks;
            }
        }
        in.finish();
    }

    private void first(int from, int end) {
        int skipped = Math.min(in.endOfBandRun, end - from);
        in.endOfBandRun -= skipped;
        final int[] entries = table.entries;
        final byte[] bytes = in.bytes;
        final short[] values = out.values;
        final long[] nonZero = out.nonZero;
        final int last = scan.to();
        final int low = scan.low();
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        for (int block = from + skipped; block < end; block++) {
            int base = block << 6;
            int k = scan.from() - 1;
            long found = 0;
            while (k < last) {
                bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                at += (63 - count) >>> 3;
                count |= 56;
                int entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                if ((entry & DecodingTable.LENGTH) == 0) {
                    entry = table.longEntry(bits, entry);
                }
                bits <<= entry;
                count -= entry & DecodingTable.LENGTH;
                if ((entry & DecodingTable.END) != 0) {
                    int size = entry >>> 8 & 127;
                    if (size > 14) {
                        throw Refusal.corrupt("bad AC code");
                    }
                    // The run is 2^size plus as many bits; this block is the first of it.
                    int run = (1 << size) - 1 + (int) (bits >>> 1 >>> (63 - size));
                    bits <<= size;
                    count -= size;
                    int more = Math.min(run, end - block - 1);
                    in.endOfBandRun = run - more;
                    nonZero[block] |= found;
                    found = 0;
                    block += more;
                    break;
                }
                k += entry >>> 8 & 127;
                if (k > last) {
                    throw Refusal.corrupt("a band with too many coefficients");
                }
                int value = entry >> 16;
                values[base + k] = (short) (value << low);
                found |= (value != 0 ? 1L : 0L) << k;
            }
            if (found != 0) {
                nonZero[block] |= found;
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
    }

    private void refine(int from, int end) {
        final int[] entries = table.entries;
        final byte[] bytes = in.bytes;
        final short[] values = out.values;
        final int step = 1 << scan.low();
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int ends = in.endOfBandRun;
        for (int block = from; block < end; block++) {
            final int base = block << 6;
            long known = out.nonZero[block] & band;
            long zero = known ^ band;
            while (true) {
                bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                at += (63 - count) >>> 3;
                count |= 56;
                long target = 0;
                int value = 0;
                if (ends == 0) {
                    int entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if (entry == 0) {
                        entry = table.longEntry(bits, 0);
                    }
                    int size = entry >>> 16 & 15;
                    if (size > 1 || entry == DecodingTable.BAD) {
                        throw Refusal.corrupt("bad refinement code");
                    }
                    bits <<= entry;
                    count -= entry & DecodingTable.LENGTH;
                    int run = entry >>> 20;
                    if (size == 0 && run < 15) {
                        ends = (1 << run) + (int) (bits >>> 1 >>> (63 - run));
                        bits <<= run;
                        count -= run;
                    } else {
                        int sign = (int) (~bits >> 63);
                        value = ((step ^ sign) - sign) * size;
                        bits <<= size;
                        count -= size;
                        target = Long.expand(1L << run, zero); // the zero behind `run` others
                        if (target == 0 && size == 1) {
                            throw Refusal.corrupt("a band with too many coefficients");
                        }
                    }
                }

                // One bit for each known value before the target: does it move away from zero?
                long passed = target == 0 ? -1L : target - 1;
                long corrected = known & passed;
                for (int n = Long.bitCount(corrected); n > 0; ) {
                    int now = Math.min(n, SAFE_BITS);
                    long some = n == now ? corrected : Long.expand((1L << now) - 1, corrected);
                    long moved = Long.expand(Long.reverse(bits) & ((1L << now) - 1), some);
                    bits <<= now;
                    count -= now;
                    for (; moved != 0; moved &= moved - 1) {
                        int place = base + Long.numberOfTrailingZeros(moved);
                        int sign = values[place] >> 31; // without a branch: signs are random
                        values[place] += (short) ((step ^ sign) - sign);
                    }
                    n -= now;
                    if (n > 0) {
                        corrected ^= some;
                        bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                        at += (63 - count) >>> 3;
                        count |= 56;
                    }
                }

                if (ends > 0) {
                    ends--;
                    break;
                }
                known &= ~passed;
                zero &= ~(passed | target);
                if (value != 0) {
                    values[base + Long.numberOfTrailingZeros(target)] = (short) value;
                    out.nonZero[block] |= target;
                }
                if ((known | zero) == 0) {
                    break;
                }
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        in.endOfBandRun = ends;
    }
}
