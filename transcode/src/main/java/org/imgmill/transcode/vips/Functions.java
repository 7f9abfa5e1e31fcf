package org.imgmill.transcode.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The C functions that imgmill calls; every one has a fixed signature, none is variadic.
///
/// Shapes are shared (`p` pointer, `i` int, `l` long, `v` nothing; the result comes last), because
/// each new shape costs a child some milliseconds at its start.
final class Functions {

    private static final ValueLayout.OfInt I = JAVA_INT;
    private static final ValueLayout.OfLong L = JAVA_LONG;

    private final SymbolLookup library;

    final MethodHandle init;
    final MethodHandle blockUntrusted;
    final MethodHandle blockOperation;
    final MethodHandle cacheSetMax;
    final MethodHandle concurrencySet;
    final MethodHandle errorBuffer;
    final MethodHandle errorClear;
    final MethodHandle operationNew;
    final MethodHandle setFromString;
    final MethodHandle build;
    final MethodHandle unrefOutputs;
    final MethodHandle objectUnref;
    final MethodHandle setProperty;
    final MethodHandle getProperty;
    final MethodHandle valueInit;
    final MethodHandle valueUnset;
    final MethodHandle valueSetObject;
    final MethodHandle valueDupObject;
    final MethodHandle valueSetBoxed;
    final MethodHandle valueGetBoxed;
    final MethodHandle imageType;
    final MethodHandle blobType;
    final MethodHandle blobNew;
    final MethodHandle blobGet;
    final MethodHandle areaUnref;
    final MethodHandle width;
    final MethodHandle bands;
    final MethodHandle height;
    final MethodHandle pageHeight;
    final MethodHandle pages;
    final MethodHandle hasAlpha;
    final MethodHandle orientation;
    final MethodHandle interpretation;
    final MethodHandle typeOf;
    final MethodHandle remove;
    final MethodHandle getBlob;
    final MethodHandle getIntegers;
    final MethodHandle copyMemory;
    final MethodHandle setBlob;

    Functions(SymbolLookup library) {
        this.library = library;
        var pi = FunctionDescriptor.of(I, ADDRESS);
        var pp = FunctionDescriptor.of(ADDRESS, ADDRESS);
        var ppi = FunctionDescriptor.of(I, ADDRESS, ADDRESS);
        var pppi = FunctionDescriptor.of(I, ADDRESS, ADDRESS, ADDRESS);
        var iv = FunctionDescriptor.ofVoid(I);
        var pv = FunctionDescriptor.ofVoid(ADDRESS);
        var ppv = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
        var pppv = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS);
        var l = FunctionDescriptor.of(L);

        init = bind("vips_init", pi);
        blockUntrusted = bind("vips_block_untrusted_set", iv);
        blockOperation = bind("vips_operation_block_set", FunctionDescriptor.ofVoid(ADDRESS, I));
        cacheSetMax = bind("vips_cache_set_max", iv);
        concurrencySet = bind("vips_concurrency_set", iv);
        errorBuffer = bind("vips_error_buffer", FunctionDescriptor.of(ADDRESS));
        errorClear = bind("vips_error_clear", FunctionDescriptor.ofVoid());
        operationNew = bind("vips_operation_new", pp);
        setFromString = bind("vips_object_set_argument_from_string", pppi);
        build = bind("vips_object_build", pi);
        unrefOutputs = bind("vips_object_unref_outputs", pv);
        objectUnref = bind("g_object_unref", pv);
        setProperty = bind("g_object_set_property", pppv);
        getProperty = bind("g_object_get_property", pppv);
        valueInit = bind("g_value_init", FunctionDescriptor.of(ADDRESS, ADDRESS, L));
        valueUnset = bind("g_value_unset", pv);
        valueSetObject = bind("g_value_set_object", ppv);
        valueDupObject = bind("g_value_dup_object", pp);
        valueSetBoxed = bind("g_value_set_boxed", ppv);
        valueGetBoxed = bind("g_value_get_boxed", pp);
        imageType = bind("vips_image_get_type", l);
        blobType = bind("vips_blob_get_type", l);
        blobNew = bind("vips_blob_new", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, L));
        blobGet = bind("vips_blob_get", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        areaUnref = bind("vips_area_unref", pv);
        width = bind("vips_image_get_width", pi);
        height = bind("vips_image_get_height", pi);
        bands = bind("vips_image_get_bands", pi);
        pageHeight = bind("vips_image_get_page_height", pi);
        pages = bind("vips_image_get_n_pages", pi);
        hasAlpha = bind("vips_image_hasalpha", pi);
        orientation = bind("vips_image_get_orientation", pi);
        interpretation = bind("vips_image_get_interpretation", pi);
        typeOf = bind("vips_image_get_typeof", FunctionDescriptor.of(L, ADDRESS, ADDRESS));
        remove = bind("vips_image_remove", ppi);
        var ppppi = FunctionDescriptor.of(I, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        getBlob = bind("vips_image_get_blob", ppppi);
        getIntegers = bind("vips_image_get_array_int", ppppi);
        copyMemory = bind("vips_image_copy_memory", pp);
        setBlob =
                bind(
                        "vips_image_set_blob_copy",
                        FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, L));
    }

    MethodHandle bind(String name, FunctionDescriptor shape) {
        MemorySegment address =
                library.find(name)
                        .orElseThrow(
                                () -> new IllegalArgumentException("this libvips has no " + name));
        return Linker.nativeLinker().downcallHandle(address, shape);
    }

    /// Calls a bound function; what it throws can only be a mistake in this binding.
    @FunctionalInterface
    interface Call<T> {
        T run() throws Throwable;
    }

    static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Declared by every method handle, thrown by none of these.
            throw new AssertionError("a C function does not throw", e);
        }
    }
}
