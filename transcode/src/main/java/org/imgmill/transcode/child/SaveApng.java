package org.imgmill.transcode.child;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.transcode.apng.Note;
import org.imgmill.transcode.apng.WriteApng;
import org.imgmill.transcode.apng.WriteApng.Part;
import org.imgmill.transcode.vips.Image;
import org.imgmill.transcode.vips.Scope;
import org.imgmill.transcode.vips.VipsException;

/// Writes frames as an animated PNG: of each only what differs from the one before.
final class SaveApng {

    private final Scope scope;
    private final MemorySegment pixels;
    private final int width;
    private final int height;
    private final int bands;

    /// A rectangle of a frame, in pixels.
    private record Changed(int left, int top, int right, int bottom) {

        boolean isNothing() {
            return top >= bottom;
        }
    }

    private SaveApng(Scope scope, Image frames) throws VipsException {
        this.scope = scope;
        this.pixels = scope.operation("rawsave_buffer").image(frames).toBuffer();
        this.width = frames.width();
        this.height = frames.pageHeight();
        this.bands = frames.bands();
    }

    /// @param plays 0 for ever
    static MemorySegment save(Scope scope, Image frames, int plays, List<Note> notes)
            throws VipsException {
        int[] delays = frames.integers("delay");
        List<Part> parts = new SaveApng(scope, frames).parts(delays);
        return WriteApng.of(parts, plays, notes, (bytes, _) -> scope.allocate(bytes));
    }

    private List<Part> parts(int[] delays) throws VipsException {
        var parts = new ArrayList<Part>();
        parts.add(part(0, new Changed(0, 0, width, height), delays[0]));
        for (int i = 1; i < delays.length; i++) {
            Changed changed = changed(i);
            if (changed.isNothing()) {
                Part last = parts.removeLast();
                parts.add(last.lasting(last.milliseconds() + delays[i]));
            } else {
                parts.add(part(i, changed, delays[i]));
            }
        }
        return parts;
    }

    private Part part(int frame, Changed changed, int milliseconds) throws VipsException {
        int across = changed.right - changed.left;
        int down = changed.bottom - changed.top;
        try (Scope own = scope.nested()) {
            long bytes = (long) across * bands;
            MemorySegment cut = own.allocate(bytes * down);
            for (int y = 0; y < down; y++) {
                long from = at(frame, changed.left, changed.top + y);
                cut.asSlice(y * bytes, bytes).copyFrom(pixels.asSlice(from, bytes));
            }
            MemorySegment png =
                    own.operation("pngsave_buffer")
                            .image(own.image(cut, across, down, bands))
                            .option("filter", "up")
                            .option("keep", "none")
                            .toBuffer();
            MemorySegment kept = scope.allocate(png.byteSize()).copyFrom(png);
            return new Part(changed.left, changed.top, milliseconds, kept);
        }
    }

    /// Against the frame before it.
    private Changed changed(int frame) {
        int left = width;
        int top = height;
        int right = 0;
        int bottom = 0;
        long row = (long) width * bands;
        for (int y = 0; y < height; y++) {
            MemorySegment now = pixels.asSlice(at(frame, 0, y), row);
            MemorySegment before = pixels.asSlice(at(frame - 1, 0, y), row);
            long first = now.mismatch(before);
            if (first >= 0) {
                long last = row - 1;
                while (now.get(JAVA_BYTE, last) == before.get(JAVA_BYTE, last)) {
                    last--;
                }
                left = Math.min(left, (int) first / bands);
                right = Math.max(right, (int) last / bands + 1);
                top = Math.min(top, y);
                bottom = y + 1;
            }
        }
        return new Changed(left, top, right, bottom);
    }

    private long at(int frame, int x, int y) {
        return (((long) frame * height + y) * width + x) * bands;
    }
}
