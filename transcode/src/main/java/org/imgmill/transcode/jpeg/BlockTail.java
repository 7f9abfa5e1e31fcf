package org.imgmill.transcode.jpeg;

/// Ends a block that a [ShortcutTable] entry ran beyond: steps back and goes on symbol by symbol.
///
/// The hot loops count their place as k: position in bits 8-13, beyond the block in bit 14, end of
/// block in bit 15.
final class BlockTail {

    private static final int LAST = 63 << 8;

    /// Whether a block stopped here, not at its end.
    static boolean isNeeded(int k) {
        return k != LAST && (k < DecodingTable.END || k >= (DecodingTable.END | LAST));
    }

    /// Writes the records that are still missing and returns the place behind them.
    ///
    /// @param entry the entry that led to k, already consumed
    /// @param rounding what makes an AC value its place in [Records#acValues()]
    static int decode(
            ScanReader in,
            DecodingTable table,
            int k,
            int entry,
            int[] factors,
            int rounding,
            int[] to,
            int start) {
        int p = start;
        int position = stepBack(in, table, k, entry);
        int[] values = Records.acValues();
        while (position < 63) {
            int single = in.nextAc(table);
            if ((single & DecodingTable.END) != 0) {
                break;
            }
            position = advance(position, single);
            int value = values[(in.value * factors[position] + rounding) >>> Requantiser.SHIFT];
            to[p] = (position << Records.POSITION) + value;
            p += value & 1;
        }
        return p;
    }

    /// Gives back what was read too much, and returns the position from which to go on.
    static int stepBack(ScanReader in, DecodingTable table, int k, int entry) {
        long consumed = in.at * 8L - in.count;
        if (k == (DecodingTable.END | LAST)) {
            // A value at the last position needs no end; the one read is the next block's.
            in.seek(consumed - table.endLength);
            return 63;
        }
        in.seek(consumed - (entry & DecodingTable.LENGTH));
        return (k - (entry & DecodingTable.ADVANCE)) >>> 8;
    }

    /// The position a single entry leads to.
    static int advance(int position, int single) {
        int next = position + (single >>> 8 & 127);
        if (next > 63) {
            throw Refusal.corrupt("a block with more than 64 coefficients");
        }
        return next;
    }

    private BlockTail() {}
}
