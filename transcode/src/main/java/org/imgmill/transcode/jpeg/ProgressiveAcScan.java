package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.DecodingTable.Meaning;

/// Stores a band of AC coefficients of a progressive scan, or one more bit of each.
///
/// Written for speed: half of the time of a progressive picture is spent here. Which coefficients
/// of a block are not zero is one `long`, so a refinement finds its places with bit tricks (expand,
/// count, reverse) instead of looking at 63 values.
final class ProgressiveAcScan {

    private final Scan scan;
    private final ScanReader in;
    private final Coefficients out;
    private final DecodingTable table;
    private final long band;

    ProgressiveAcScan(Scan scan, EntropyData data, TableCache cache, Coefficients out) {
        this.scan = scan;
        this.out = out;
        in = new ScanReader(data, scan);
        table =
                cache.single(
                        scan.acCodes()[0], scan.high() == 0 ? Meaning.BAND : Meaning.REFINEMENT);
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
        for (int block = from; block < end; block++) {
            long known = out.nonZero[block] & band;
            if (in.endOfBandRun == 0) {
                known = refineSymbols(block, known);
            }
            if (in.endOfBandRun > 0) {
                correct(block << 6, known);
                in.endOfBandRun--;
            }
        }
    }

    /// Reads symbols until the block or a run of ends; returns the known values not corrected yet.
    private long refineSymbols(int block, long knownBefore) {
        long known = knownBefore;
        long zero = ~out.nonZero[block] & band;
        while ((known | zero) != 0) {
            in.refill();
            int entry = table.entries[(int) (in.bits >>> DecodingTable.SHIFT)];
            if (entry == 0) {
                entry = table.longEntry(in.bits, 0);
            }
            if (entry == DecodingTable.BAD) {
                throw Refusal.corrupt("bad AC code");
            }
            in.skip(entry & DecodingTable.LENGTH);
            int size = entry >>> 16 & 15;
            int run = entry >>> 20;
            if (size == 0 && run < 15) {
                in.endOfBandRun = (1 << run) + (int) (in.bits >>> 1 >>> (63 - run));
                in.skip(run);
                return known;
            }
            if (size > 1) {
                throw Refusal.corrupt("bad refinement code");
            }
            boolean negative = in.bits >= 0;
            in.skip(size);
            long target = Long.expand(1L << run, zero); // the zero behind `run` other zeros
            if (target == 0 && size == 1) {
                throw Refusal.corrupt("a band with too many coefficients");
            }
            long passed = target == 0 ? -1L : target - 1;
            correct(block << 6, known & passed);
            known &= ~passed;
            zero &= ~(passed | target);
            if (size == 1) {
                int value = 1 << scan.low();
                int k = Long.numberOfTrailingZeros(target);
                out.values[(block << 6) + k] = (short) (negative ? -value : value);
                out.nonZero[block] |= target;
            }
        }
        return 0;
    }

    /// Reads one bit for each of these values and moves those whose bit is set away from zero.
    private void correct(int base, long positions) {
        final short[] values = out.values;
        final int step = 1 << scan.low();
        long left = positions;
        for (int n = Long.bitCount(left); n > 0; n = Long.bitCount(left)) {
            in.refill();
            int now = Math.min(n, 48);
            long some = n == now ? left : Long.expand((1L << now) - 1, left);
            long set = Long.expand(Long.reverse(in.bits) & ((1L << now) - 1), some);
            in.skip(now);
            left &= ~some;
            for (; set != 0; set &= set - 1) {
                int at = base + Long.numberOfTrailingZeros(set);
                values[at] += (short) (values[at] < 0 ? -step : step);
            }
        }
    }
}
