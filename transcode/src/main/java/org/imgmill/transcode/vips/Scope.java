package org.imgmill.transcode.vips;

import static org.imgmill.transcode.vips.Vips.run;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/// Everything libvips holds for one picture; closing it lets all of it go.
public final class Scope implements AutoCloseable {

    private static final long G_VALUE_BYTES = 24;

    final Vips vips;
    private final Arena arena = Arena.ofConfined();
    private final Deque<Runnable> releases = new ArrayDeque<>();

    public Scope(Vips vips) {
        this.vips = vips;
    }

    /// Native memory that lives as long as this scope.
    public MemorySegment allocate(long bytes) {
        return arena.allocate(Math.max(bytes, 1), 16).asSlice(0, bytes);
    }

    /// @param name an operation by its nickname, such as `jpegload_buffer`
    public Operation operation(String name) throws VipsException {
        return new Operation(this, name);
    }

    MemorySegment text(String text) {
        return arena.allocateFrom(text);
    }

    MemorySegment value(long type) {
        MemorySegment value = arena.allocate(G_VALUE_BYTES, 8);
        Functions.call(() -> (MemorySegment) vips.functions.valueInit.invokeExact(value, type));
        return value;
    }

    Image own(MemorySegment image) {
        releases.push(
                () ->
                        run(
                                () -> {
                                    vips.functions.objectUnref.invokeExact(image);
                                }));
        return new Image(this, image);
    }

    void unsetAtTheEnd(MemorySegment value) {
        releases.push(
                () ->
                        run(
                                () -> {
                                    vips.functions.valueUnset.invokeExact(value);
                                }));
    }

    @Override
    public void close() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
        run(
                () -> {
                    vips.functions.errorClear.invokeExact();
                });
        arena.close();
    }
}
