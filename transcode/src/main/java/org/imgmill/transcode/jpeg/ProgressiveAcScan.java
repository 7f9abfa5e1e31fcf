package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Stores a band of AC coefficients of a progressive scan, or one more bit of each.
///
/// Written for speed: half of the time of a progressive picture is spent here.
/// - Which coefficients of a block are not zero is one `long`, so a refinement finds its places
///   with bit tricks (expand, count, reverse) instead of looking at 63 values.
/// - How many bits follow a symbol is counted, not asked: a loop over them would mispredict its end
///   at every symbol. Which values they move is gathered for the whole block.
/// - The last bits stay such a `long`, for whoever reads the values one by one anyway, and values
///   that the last refinement finds are left out where no such value can survive.
final class ProgressiveAcScan {

    /// What sixteen bits of code and fourteen of a run leave of the 56 after a refill.
    private static final int SAFE_BITS = 26;

    private final Scan scan;
    private final ScanReader in;
    private final Coefficients out;
    private final DecodingTable table;
    private final long band;

    /// Whether values that were zero before this refinement can make a difference.
    private final boolean keepsNew;

    /// @param threshold the smallest value, either sign, that can make a difference in the end
    ProgressiveAcScan(Scan scan, int threshold, Workspace workspace) {
        this.scan = scan;
        keepsNew = scan.low() > 0 || threshold <= 1;
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
                if (entry == 0) {
                    entry = table.longEntry(bits);
                }
                int value = DecodingTable.value(bits, entry);
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
        final long[] nonZero = out.nonZero;
        final int step = 1 << scan.low();
        long bits = in.bits;
        int count = in.count;
        int at = in.at;
        int ends = in.endOfBandRun;
        for (int block = from; block < end; block++) {
            final int base = block << 6;
            long known = nonZero[block] & band;
            long zero = known ^ band;
            long moved = 0;
            while (true) {
                bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                at += (63 - count) >>> 3;
                count |= 56;
                long target = 0;
                if (ends == 0) {
                    int entry = entries[(int) (bits >>> DecodingTable.SHIFT)];
                    if (entry == 0) {
                        entry = table.longEntry(bits);
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
                        target = Long.expand(1L << run, zero); // the zero behind `run` others
                        if (size == 1) {
                            if (target == 0) {
                                throw Refusal.corrupt("a band with too many coefficients");
                            }
                            if (keepsNew) {
                                int sign = (int) (~bits >> 63);
                                values[base + Long.numberOfTrailingZeros(target)] =
                                        (short) Coefficients.signed(step, sign);
                                nonZero[block] |= target;
                            }
                            bits <<= 1;
                            count--;
                        }
                    }
                }

                // One bit for each known value before the target: does it move away from zero?
                long passed = target - 1; // all of them where there is no target
                long corrected = known & passed;
                int n = Long.bitCount(corrected);
                while (n > SAFE_BITS) {
                    long some = Long.expand((1L << SAFE_BITS) - 1, corrected);
                    moved |= Long.expand(Long.reverse(bits), some);
                    bits <<= SAFE_BITS;
                    count -= SAFE_BITS;
                    n -= SAFE_BITS;
                    corrected ^= some;
                    bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
                    at += (63 - count) >>> 3;
                    count |= 56;
                }
                moved |= Long.expand(Long.reverse(bits), corrected);
                bits <<= n;
                count -= n;
                if (ends > 0) {
                    ends--;
                    break;
                }
                known &= ~passed;
                zero &= ~(passed | target);
                if ((known | zero) == 0) {
                    break;
                }
            }
            if (step == 1) {
                out.lastBits[block] |= moved;
            } else {
                for (; moved != 0; moved &= moved - 1) {
                    int place = base + Long.numberOfTrailingZeros(moved);
                    values[place] += (short) Coefficients.signed(step, values[place] >> 31);
                }
            }
        }
        in.bits = bits;
        in.count = count;
        in.at = at;
        in.endOfBandRun = ends;
    }
}
