package org.imgmill.transcode.child;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/// Which numbers of its table of colours a frame of a GIF uses.
///
/// Every colour of a frame is an LZW code of its own at least once, since longer strings repeat
/// earlier colours; so the codes need only be read, not undone.
final class GifCodes {

    private static final int LONGEST = 12;
    private static final int COLOURS = 256;

    private final MemorySegment gif;
    private long at;
    private int left;
    private int bits;
    private int count;

    private GifCodes(MemorySegment gif, long at) {
        this.gif = gif;
        this.at = at;
    }

    /// @param at where the frame's data begins: the size of its shortest codes, then blocks
    /// @return a number of eight bits that the frame does not use; -1 where it uses them all
    static int unused(MemorySegment gif, long at) {
        int shortest = u8(gif, at);
        if (shortest < 2 || shortest > 8) {
            return -1;
        }
        return new GifCodes(gif, at + 1).used(shortest).previousClearBit(COLOURS - 1);
    }

    private BitSet used(int shortest) {
        var used = new BitSet(COLOURS);
        int clear = 1 << shortest;
        int width = shortest + 1;
        int next = clear + 2;
        boolean first = true;
        while (used.cardinality() < COLOURS) {
            int code = code(width);
            if (code < 0 || code == clear + 1) {
                return used;
            }
            if (code == clear) {
                width = shortest + 1;
                next = clear + 2;
                first = true;
                continue;
            }
            if (code < clear) {
                used.set(code);
            }
            if (!first && next < 1 << LONGEST) {
                next++;
            }
            first = false;
            if (next == 1 << width && width < LONGEST) {
                width++;
            }
        }
        return used;
    }

    /// The next code; -1 at the end of the data.
    private int code(int width) {
        while (count < width) {
            if (left == 0) {
                left = at < gif.byteSize() ? u8(gif, at++) : 0;
                if (left == 0) {
                    return -1;
                }
            }
            if (at >= gif.byteSize()) {
                return -1;
            }
            bits |= u8(gif, at++) << count;
            count += 8;
            left--;
        }
        int code = bits & (1 << width) - 1;
        bits >>>= width;
        count -= width;
        return code;
    }

    private static int u8(MemorySegment gif, long at) {
        return gif.get(JAVA_BYTE, at) & 0xFF;
    }
}
