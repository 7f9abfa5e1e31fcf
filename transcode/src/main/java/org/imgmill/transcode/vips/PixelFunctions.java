package org.imgmill.transcode.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/// The C functions that make an image of pixels that are there already: bound when the first one is
/// made, which few children ever do.
final class PixelFunctions {

    final MethodHandle fromMemory;
    final MethodHandle setInteger;
    final MethodHandle setIntegers;

    PixelFunctions(Functions functions) {
        fromMemory =
                functions.bind(
                        "vips_image_new_from_memory",
                        FunctionDescriptor.of(
                                ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
                                JAVA_INT));
        setInteger =
                functions.bind(
                        "vips_image_set_int",
                        FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_INT));
        setIntegers =
                functions.bind(
                        "vips_image_set_array_int",
                        FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
    }
}
