package org.imgmill.transcode.jpeg;

/// Reads the bits of one scan, restart segment by restart segment.
///
/// `bits` holds the bits to come from its highest bit down, `count` of them valid; `at` is the next
/// byte to load. Hot loops keep the three in local variables and put them back when they end.
final class ScanReader {

    final byte[] bytes;
    final int[] predictors = new int[3];
    long bits;
    int count;
    int at;

    /// The value behind the AC symbol read last.
    int value;

    /// Blocks that a progressive end-of-band run still covers.
    int endOfBandRun;

    private final Scan scan;
    private int nextSegment;
    private int unitsLeft;

    ScanReader(EntropyData entropy, Scan scan) {
        bytes = entropy.bytes();
        this.scan = scan;
    }

    /// Of the next n MCUs, how many lie before the next restart; moves to that restart's segment
    /// when the one before is used up.
    int upTo(int n) {
        if (unitsLeft == 0) {
            if (nextSegment > 0) {
                closeSegment();
            }
            openSegment();
        }
        if (at * 8L - count > segmentEnd() * 8L) {
            throw Refusal.corrupt("entropy-coded data runs past its end");
        }
        int units = Math.min(n, unitsLeft);
        unitsLeft -= units;
        return units;
    }

    /// Makes sure that the scan ends where its data ends.
    void finish() {
        closeSegment();
        if (nextSegment != scan.segments().length - 1) {
            throw Refusal.corrupt("more restart markers than the scan has room for");
        }
    }

    /// Loads bytes until at least 56 bits are valid.
    void refill() {
        bits |= (long) Bytes.BIG_ENDIAN.get(bytes, at) >>> count;
        at += (63 - count) >>> 3;
        count |= 56;
    }

    void skip(int n) {
        bits <<= n;
        count -= n;
    }

    /// Continues at this bit, counted from the start of the data.
    void seek(long bit) {
        bits = 0;
        count = 0;
        at = (int) (bit >>> 3);
        refill();
        skip((int) (bit & 7));
    }

    /// Reads a DC difference, adds it to the component's predictor and returns the sum.
    int nextDc(DecodingTable table, int component) {
        refill();
        int entry = table.entries[(int) (bits >>> DecodingTable.DC_SHIFT)];
        if (entry == 0) {
            entry = table.longEntry(bits);
        }
        if ((entry & DecodingTable.ADVANCE) != 0) {
            throw Refusal.corrupt("bad DC code");
        }
        predictors[component] += DecodingTable.value(bits, entry);
        skip(entry & DecodingTable.LENGTH);
        return predictors[component];
    }

    /// Consumes one AC symbol and its value; a bad code is refused.
    int nextAc(DecodingTable table) {
        refill();
        int entry = table.entries[(int) (bits >>> DecodingTable.SHIFT)];
        if (entry == 0) {
            entry = table.longEntry(bits);
        }
        if (entry == DecodingTable.BAD) {
            throw Refusal.corrupt("bad AC code");
        }
        value = DecodingTable.value(bits, entry);
        skip(entry & DecodingTable.LENGTH);
        return entry;
    }

    private void openSegment() {
        if (nextSegment == scan.segments().length - 1) {
            throw Refusal.corrupt("a restart marker is missing");
        }
        at = scan.segments()[nextSegment++];
        bits = 0;
        count = 0;
        endOfBandRun = 0;
        java.util.Arrays.fill(predictors, 0);
        unitsLeft = scan.restartInterval() == 0 ? Integer.MAX_VALUE : scan.restartInterval();
    }

    private int segmentEnd() {
        return scan.segments()[nextSegment];
    }

    private void closeSegment() {
        long spare = segmentEnd() * 8L - (at * 8L - count);
        if (spare < 0 || spare > 7 || endOfBandRun != 0) {
            throw Refusal.corrupt("a scan and its entropy-coded data differ in length");
        }
    }
}
