package org.imgmill.transcode.jpeg;

/// Answers eleven bits with several AC symbols at once, leaving out values that requantise to zero.
///
/// An entry is any number of dead symbols, then a live value or the end of the block or both. Its
/// layout is that of [DecodingTable]; the advance of an entry may lead beyond the block, because a
/// dead symbol that was joined to it belongs to the next one.
final class ShortcutTable {

    final int[] entries = new int[1 << DecodingTable.BITS];

    /// The same code, one symbol at a time.
    final DecodingTable single;

    /// @param threshold the smallest value, either sign, that can survive
    ShortcutTable(DecodingTable single, int threshold) {
        this.single = single;
        for (int bits = 0; bits < entries.length; bits++) {
            entries[bits] = joined(single.entries, bits, threshold);
        }
    }

    private static int joined(int[] singles, int bits, int threshold) {
        int entry = singles[bits];
        int length = entry & DecodingTable.LENGTH;
        if (length == 0 || (entry & DecodingTable.END) != 0) {
            return entry;
        }
        int advance = entry >>> 8 & 127;
        int value = living(entry >> 16, threshold);
        int mask = singles.length - 1;
        while (true) {
            int next = singles[(bits << length) & mask];
            int nextLength = next & DecodingTable.LENGTH;
            boolean fits = nextLength != 0 && length + nextLength <= DecodingTable.BITS;
            if (!fits
                    || (next & DecodingTable.ADVANCE)
                            == (DecodingTable.BAD & DecodingTable.ADVANCE)) {
                return value << 16 | advance << 8 | length;
            }
            if ((next & DecodingTable.END) != 0) {
                return value << 16 | DecodingTable.END | advance << 8 | (length + nextLength);
            }
            int further = advance + (next >>> 8 & 127);
            if (value != 0 || further > 63) {
                return value << 16 | advance << 8 | length;
            }
            advance = further;
            length += nextLength;
            value = living(next >> 16, threshold);
        }
    }

    private static int living(int value, int threshold) {
        return Math.abs(value) < threshold ? 0 : value;
    }
}
