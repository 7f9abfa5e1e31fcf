package org.imgmill.transcode.vips;

import static org.imgmill.transcode.vips.Functions.call;
import static org.imgmill.transcode.vips.Vips.run;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// One operation of libvips: named, given its arguments, then run once.
///
/// Nothing is taken from or put into libvips's cache of operations.
public final class Operation {

    /// The number of the type `int` in GObject.
    private static final long WHOLE_NUMBER = 6 << 2;

    private final Scope scope;
    private final Functions functions;
    private final MemorySegment operation;

    Operation(Scope scope, String name) throws VipsException {
        this.scope = scope;
        this.functions = scope.vips.functions;
        MemorySegment text = scope.text(name);
        this.operation = call(() -> (MemorySegment) functions.operationNew.invokeExact(text));
        if (operation.equals(MemorySegment.NULL)) {
            throw scope.vips.error();
        }
    }

    /// @param value as on libvips's command line: a number, true, the name of a choice, "1 2 3"
    public Operation option(String name, String value) throws VipsException {
        MemorySegment key = scope.text(name);
        MemorySegment text = scope.text(value);
        if (call(() -> (int) functions.setFromString.invokeExact(operation, key, text)) != 0) {
            throw abandoned();
        }
        return this;
    }

    public Operation option(String name, int value) throws VipsException {
        return option(name, Integer.toString(value));
    }

    public Operation image(Image image) {
        return image("in", image);
    }

    /// @param name as this operation calls its image
    public Operation image(String name, Image image) {
        MemorySegment value = scope.value(scope.vips.imageType);
        run(
                () -> {
                    functions.valueSetObject.invokeExact(value, image.pointer);
                });
        set(name, value);
        return this;
    }

    /// @param bytes must stay where it is until the scope closes: libvips reads it when it needs it
    public Operation buffer(MemorySegment bytes) {
        MemorySegment blob =
                call(
                        () ->
                                (MemorySegment)
                                        functions.blobNew.invokeExact(
                                                MemorySegment.NULL, bytes, bytes.byteSize()));
        MemorySegment value = scope.value(scope.vips.blobType);
        run(
                () -> {
                    functions.valueSetBoxed.invokeExact(value, blob);
                });
        run(
                () -> {
                    functions.areaUnref.invokeExact(blob);
                });
        set("buffer", value);
        return this;
    }

    /// Runs the operation for the image it makes, which may still be lazy: its pixels, and most
    /// errors, come when they are asked for.
    public Image toImage() throws VipsException {
        build();
        MemorySegment value = get("out", scope.vips.imageType);
        MemorySegment image =
                call(() -> (MemorySegment) functions.valueDupObject.invokeExact(value));
        run(
                () -> {
                    functions.valueUnset.invokeExact(value);
                });
        release();
        return scope.own(image);
    }

    /// Runs the operation for the whole numbers it finds.
    public int[] toIntegers(String... names) throws VipsException {
        build();
        int[] numbers = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            MemorySegment value = get(names[i], WHOLE_NUMBER);
            numbers[i] = call(() -> (int) scope.vips.pixels().valueGetInteger.invokeExact(value));
        }
        release();
        return numbers;
    }

    /// Runs the operation for the file it makes, valid until the scope closes.
    public MemorySegment toBuffer() throws VipsException {
        build();
        MemorySegment value = get("buffer", scope.vips.blobType);
        scope.unsetAtTheEnd(value);
        release();
        MemorySegment blob = call(() -> (MemorySegment) functions.valueGetBoxed.invokeExact(value));
        MemorySegment size = scope.allocate(ValueLayout.JAVA_LONG.byteSize());
        MemorySegment bytes = call(() -> (MemorySegment) functions.blobGet.invokeExact(blob, size));
        return bytes.reinterpret(size.get(ValueLayout.JAVA_LONG, 0));
    }

    private void build() throws VipsException {
        if (call(() -> (int) functions.build.invokeExact(operation)) != 0) {
            throw abandoned();
        }
    }

    private VipsException abandoned() {
        VipsException error = scope.vips.error();
        release();
        return error;
    }

    private void release() {
        run(
                () -> {
                    functions.unrefOutputs.invokeExact(operation);
                });
        run(
                () -> {
                    functions.objectUnref.invokeExact(operation);
                });
    }

    private void set(String name, MemorySegment value) {
        MemorySegment key = scope.text(name);
        run(
                () -> {
                    functions.setProperty.invokeExact(operation, key, value);
                });
        run(
                () -> {
                    functions.valueUnset.invokeExact(value);
                });
    }

    private MemorySegment get(String name, long type) {
        MemorySegment key = scope.text(name);
        MemorySegment value = scope.value(type);
        run(
                () -> {
                    functions.getProperty.invokeExact(operation, key, value);
                });
        return value;
    }
}
