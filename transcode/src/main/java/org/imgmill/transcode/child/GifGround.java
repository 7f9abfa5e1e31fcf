package org.imgmill.transcode.child;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Makes every frame of a GIF that is to be cleared leave nothing, as in browsers.
///
/// libvips fills its rectangle with the background colour if the frame has no transparent colour of
/// its own. So the frame gets one: an unused number of its table of colours. A frame that uses all
/// 256 stays as it is.
final class GifGround {

    private static final int EXTENSION = 0x21;
    private static final int CONTROL = 0xF9;
    private static final int IMAGE = 0x2C;
    private static final int DISPOSAL = 0x1C;
    private static final int TO_BACKGROUND = 2 << 2;
    private static final int TRANSPARENT = 1;

    private final MemorySegment gif;
    private final long length;

    private GifGround(MemorySegment gif) {
        this.gif = gif;
        this.length = gif.byteSize();
    }

    static void clear(MemorySegment gif) {
        new GifGround(gif).run();
    }

    private void run() {
        if (length < 13) {
            return;
        }
        long at = 13 + 3L * colours(u8(10));
        long control = -1;
        while (at + 10 < length) {
            if (u8(at) == IMAGE) {
                long data = at + 10 + 3L * colours(u8(at + 9));
                if (data >= length) {
                    return;
                }
                if (control >= 0) {
                    clear(control, data);
                }
                control = -1;
                at = afterSubBlocks(data + 1);
            } else if (u8(at) == EXTENSION) {
                control = u8(at + 1) == CONTROL && u8(at + 2) == 4 ? at : control;
                at = afterSubBlocks(at + 2);
            } else {
                return;
            }
        }
    }

    private void clear(long control, long data) {
        int flags = u8(control + 3);
        if ((flags & DISPOSAL) == TO_BACKGROUND && (flags & TRANSPARENT) == 0) {
            int unused = GifCodes.unused(gif, data);
            if (unused >= 0) {
                gif.set(JAVA_BYTE, control + 3, (byte) (flags | TRANSPARENT));
                gif.set(JAVA_BYTE, control + 6, (byte) unused);
            }
        }
    }

    private long afterSubBlocks(long from) {
        long at = from;
        while (at < length && u8(at) != 0) {
            at += 1 + u8(at);
        }
        return at + 1;
    }

    private int u8(long at) {
        return gif.get(JAVA_BYTE, at) & 0xFF;
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 2 << (flags & 7);
    }
}
