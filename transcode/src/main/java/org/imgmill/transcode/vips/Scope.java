package org.imgmill.transcode.vips;

import static org.imgmill.transcode.vips.Vips.run;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;

/// Everything libvips holds for one picture; closing it lets all of it go.
public final class Scope implements AutoCloseable {

    private static final long G_VALUE_BYTES = 24;

    /// The format of a band, as libvips numbers them.
    private static final int UNSIGNED_BYTES = 0;

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

    /// A scope for what is needed only during a part of this one.
    public Scope nested() {
        return new Scope(vips);
    }

    /// An image of these pixels, in sRGB or grey, eight bits a band; they must stay where they are
    /// until the scope closes.
    public Image image(MemorySegment pixels, int width, int height, int bands)
            throws VipsException {
        MemorySegment image =
                Functions.call(
                        () ->
                                (MemorySegment)
                                        vips.pixels()
                                                .fromMemory
                                                .invokeExact(
                                                        pixels,
                                                        pixels.byteSize(),
                                                        width,
                                                        height,
                                                        bands,
                                                        UNSIGNED_BYTES));
        if (image.equals(MemorySegment.NULL)) {
            throw vips.error();
        }
        return operation("copy")
                .image(own(image))
                .option("interpretation", bands < 3 ? "b-w" : "srgb")
                .toImage();
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
