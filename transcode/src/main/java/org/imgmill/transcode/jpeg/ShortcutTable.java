package org.imgmill.transcode.jpeg;

/// Answers eleven bits with several AC symbols at once, leaving out values that requantise to zero.
///
/// An entry is any number of dead symbols, then a live value or the end of the block or both. Its
/// layout is that of [DecodingTable]; the advance of an entry may lead beyond the block, because a
/// dead symbol that was joined to it belongs to the next one.
final class ShortcutTable {

    private static final int BITS = 64 - DecodingTable.SHIFT;

    final int[] entries = new int[1 << BITS];

    /// The same code, one symbol at a time.
    final DecodingTable single;

    /// @param threshold the smallest value, either sign, that can survive
    ShortcutTable(DecodingTable single, int threshold) {
        this.single = single;
        for (int bits = 0; bits < entries.length; bits++) {
            entries[bits] = joined((long) bits << DecodingTable.SHIFT, threshold);
        }
    }

    private int joined(long bits, int threshold) {
        int length = 0;
        int advance = 0;
        while (true) {
            int next = next(bits, length);
            int further = advance + (next >>> 8 & 127);
            if (length == 0 && (next == 0 || next == DecodingTable.BAD)) {
                return next;
            } else if (isEnd(next)) {
                return DecodingTable.END | advance << 8 | (length + (next & DecodingTable.LENGTH));
            } else if (next == 0 || (length > 0 && further > 63)) {
                return advance << 8 | length;
            } else if (greatest(bits, length, next) >= threshold) {
                return alive(bits, length, advance, next);
            }
            length += next & DecodingTable.LENGTH;
            advance = further;
        }
    }

    /// An entry for the value behind so many dead bits, with the end of the block where it follows.
    private int alive(long bits, int length, int advance, int next) {
        int entry = next + (length << 16 | advance << 8 | length);
        int end = next(bits, entry & DecodingTable.LENGTH);
        return isEnd(end) ? entry + end : entry;
    }

    /// The symbol at this place; 0 where its code does not lie within the bits that are known.
    private int next(long bits, int at) {
        int entry = single.entries[(int) (bits << at >>> DecodingTable.SHIFT)];
        return at + (entry & DecodingTable.LENGTH) - (entry >>> 24) <= BITS ? entry : 0;
    }

    private static boolean isEnd(int entry) {
        return (entry & DecodingTable.ADVANCE) == DecodingTable.END;
    }

    /// How great the value of a symbol at this place is, or can be where not all of it is known.
    private static int greatest(long bits, int at, int entry) {
        return at + (entry & DecodingTable.LENGTH) <= BITS
                ? Math.abs(DecodingTable.value(bits << at, entry))
                : (1 << (entry >>> 24)) - 1;
    }
}
