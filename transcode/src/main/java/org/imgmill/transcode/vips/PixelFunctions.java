package org.imgmill.transcode.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/// C functions that few children need, such as making an image of existing pixels: bound at first
/// use.
final class PixelFunctions {

    final MethodHandle fromMemory;
    final MethodHandle setInteger;
    final MethodHandle getInteger;
    final MethodHandle setIntegers;
    final MethodHandle valueGetInteger;
    final MethodHandle left;
    final MethodHandle top;

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
        getInteger =
                functions.bind(
                        "vips_image_get_int",
                        FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        setIntegers =
                functions.bind(
                        "vips_image_set_array_int",
                        FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
        var ofPointer = FunctionDescriptor.of(JAVA_INT, ADDRESS);
        valueGetInteger = functions.bind("g_value_get_int", ofPointer);
        left = functions.bind("vips_image_get_xoffset", ofPointer);
        top = functions.bind("vips_image_get_yoffset", ofPointer);
    }
}
