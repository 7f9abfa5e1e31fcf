package org.imgmill.transcode.child;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Lets a TIFF say that its CIELab numbers are red, green and blue, so that libvips hands them out.
final class LabAsRgb {

    private static final byte RGB = 2;
    private static final byte CIE_LAB = 8;

    private LabAsRgb() {}

    /// @param at where the file says what its components are
    /// @return whether the two axes of colour are signed
    static boolean set(MemorySegment tiff, long at) {
        boolean little = tiff.get(JAVA_BYTE, 0) == 'I';
        long low = little ? at : at + 1;
        boolean signed = tiff.get(JAVA_BYTE, low) == CIE_LAB;
        tiff.set(JAVA_BYTE, low, RGB);
        return signed;
    }
}
