package org.imgmill.transcode.vips;

import static org.imgmill.transcode.vips.Functions.call;
import static org.imgmill.transcode.vips.Vips.run;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// An image of libvips, alive as long as its scope.
public final class Image {

    private final Scope scope;
    private final Functions functions;
    final MemorySegment pointer;

    Image(Scope scope, MemorySegment pointer) {
        this.scope = scope;
        this.functions = scope.vips.functions;
        this.pointer = pointer;
    }

    public int width() {
        return integer(functions.width);
    }

    /// The height of all pages on top of each other.
    public int height() {
        return integer(functions.height);
    }

    public int pageHeight() {
        return integer(functions.pageHeight);
    }

    /// How many pages or frames the file has, whether they are loaded or not.
    public int pages() {
        return integer(functions.pages);
    }

    /// How far from the left this was cut out of another one.
    public int left() {
        return -integer(scope.vips.pixels().left);
    }

    /// How far from the top this was cut out of another one.
    public int top() {
        return -integer(scope.vips.pixels().top);
    }

    public int bands() {
        return integer(functions.bands);
    }

    public boolean hasAlpha() {
        return integer(functions.hasAlpha) != 0;
    }

    /// 1 to 8, as EXIF counts them.
    public int orientation() {
        return integer(functions.orientation);
    }

    public Interpretation interpretation() {
        return Interpretation.of(integer(functions.interpretation));
    }

    public boolean has(String field) {
        MemorySegment name = scope.text(field);
        return call(() -> (long) functions.typeOf.invokeExact(pointer, name)) != 0;
    }

    public byte[] bytes(String field) throws VipsException {
        MemorySegment name = scope.text(field);
        MemorySegment data = scope.allocate(ValueLayout.ADDRESS.byteSize());
        MemorySegment size = scope.allocate(ValueLayout.JAVA_LONG.byteSize());
        if (call(() -> (int) functions.getBlob.invokeExact(pointer, name, data, size)) != 0) {
            throw scope.vips.error();
        }
        return data.get(ValueLayout.ADDRESS, 0)
                .reinterpret(size.get(ValueLayout.JAVA_LONG, 0))
                .toArray(ValueLayout.JAVA_BYTE);
    }

    public int integer(String field) throws VipsException {
        MemorySegment name = scope.text(field);
        MemorySegment number = scope.allocate(ValueLayout.JAVA_INT.byteSize());
        if (call(() -> (int) scope.vips.pixels().getInteger.invokeExact(pointer, name, number))
                != 0) {
            throw scope.vips.error();
        }
        return number.get(ValueLayout.JAVA_INT, 0);
    }

    public int[] integers(String field) throws VipsException {
        MemorySegment name = scope.text(field);
        MemorySegment data = scope.allocate(ValueLayout.ADDRESS.byteSize());
        MemorySegment count = scope.allocate(ValueLayout.JAVA_INT.byteSize());
        if (call(() -> (int) functions.getIntegers.invokeExact(pointer, name, data, count)) != 0) {
            throw scope.vips.error();
        }
        return data.get(ValueLayout.ADDRESS, 0)
                .reinterpret(count.get(ValueLayout.JAVA_INT, 0) * ValueLayout.JAVA_INT.byteSize())
                .toArray(ValueLayout.JAVA_INT);
    }

    /// The same pixels with this field: an image may be shared, and is not changed.
    public Image with(String field, byte[] bytes) throws VipsException {
        Image copy = scope.operation("copy").image(this).toImage();
        MemorySegment name = scope.text(field);
        MemorySegment data = scope.allocate(bytes.length);
        MemorySegment.copy(bytes, 0, data, ValueLayout.JAVA_BYTE, 0, bytes.length);
        run(
                () -> {
                    functions.setBlob.invokeExact(copy.pointer, name, data, (long) bytes.length);
                });
        return copy;
    }

    /// Only for an image that is not shared yet.
    public void set(String field, int number) {
        MemorySegment name = scope.text(field);
        run(
                () -> {
                    scope.vips.pixels().setInteger.invokeExact(pointer, name, number);
                });
    }

    /// Only for an image that is not shared yet.
    public void set(String field, int[] numbers) {
        MemorySegment name = scope.text(field);
        MemorySegment all = scope.allocate((long) numbers.length * Integer.BYTES);
        MemorySegment.copy(numbers, 0, all, ValueLayout.JAVA_INT, 0, numbers.length);
        run(
                () -> {
                    scope.vips.pixels().setIntegers.invokeExact(pointer, name, all, numbers.length);
                });
    }

    public void remove(String field) {
        MemorySegment name = scope.text(field);
        var removed = call(() -> (int) functions.remove.invokeExact(pointer, name));
        assert removed >= 0;
    }

    /// Reads all pixels into memory now: for work that cannot go from top to bottom.
    public Image inMemory() throws VipsException {
        MemorySegment copy = call(() -> (MemorySegment) functions.copyMemory.invokeExact(pointer));
        if (copy.equals(MemorySegment.NULL)) {
            throw scope.vips.error();
        }
        return scope.own(copy);
    }

    private int integer(MethodHandle getter) {
        return call(() -> (int) getter.invokeExact(pointer));
    }
}
