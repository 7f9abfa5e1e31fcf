package org.imgmill.transcode.apng;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.imgmill.transcode.apng.Frame.Disposal;

/// What is seen while an animation is drawn, in red, green, blue and opacity of eight bits.
public final class Canvas {

    public static final int BYTES = 4;
    private static final int OPAQUE = 255;

    private final long rowBytes;

    /// What the next frame is drawn on.
    private final MemorySegment ground;

    public Canvas(int width, int height, SegmentAllocator memory) {
        this.rowBytes = (long) width * BYTES;
        this.ground = memory.allocate(rowBytes * height).fill((byte) 0);
    }

    /// @param source the pixels of the frame
    /// @param page gets the whole picture as it is while the frame lasts
    public void draw(Frame frame, MemorySegment source, MemorySegment page) {
        page.copyFrom(ground);
        long bytes = (long) frame.width() * BYTES;
        for (int y = 0; y < frame.height(); y++) {
            MemorySegment row = source.asSlice(y * bytes, bytes);
            MemorySegment target = row(page, frame, y);
            if (frame.over()) {
                over(row, target);
            } else {
                target.copyFrom(row);
            }
        }
        if (frame.disposal() != Disposal.PREVIOUS) {
            ground.copyFrom(page);
        }
        if (frame.disposal() == Disposal.BACKGROUND) {
            for (int y = 0; y < frame.height(); y++) {
                row(ground, frame, y).fill((byte) 0);
            }
        }
    }

    private MemorySegment row(MemorySegment picture, Frame frame, int y) {
        long from = (frame.top() + y) * rowBytes + (long) frame.left() * BYTES;
        return picture.asSlice(from, (long) frame.width() * BYTES);
    }

    private static void over(MemorySegment row, MemorySegment target) {
        for (long at = 0; at < row.byteSize(); at += BYTES) {
            int alpha = value(row, at + 3);
            if (alpha == OPAQUE) {
                MemorySegment.copy(row, at, target, at, BYTES);
            } else if (alpha > 0) {
                blend(row, target, at, alpha);
            }
        }
    }

    private static void blend(MemorySegment row, MemorySegment target, long at, int alpha) {
        // In units of 1/255^2.
        int front = alpha * OPAQUE;
        int behind = (OPAQUE - alpha) * value(target, at + 3);
        int both = front + behind;
        for (long channel = at; channel < at + 3; channel++) {
            int colour = value(row, channel) * front + value(target, channel) * behind;
            target.set(JAVA_BYTE, channel, (byte) ((colour + both / 2) / both));
        }
        target.set(JAVA_BYTE, at + 3, (byte) ((both + OPAQUE / 2) / OPAQUE));
    }

    private static int value(MemorySegment pixels, long at) {
        return pixels.get(JAVA_BYTE, at) & 0xFF;
    }
}
