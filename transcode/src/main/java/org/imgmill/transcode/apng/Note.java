package org.imgmill.transcode.apng;

import java.lang.foreign.MemorySegment;
import java.util.Set;

/// A chunk that says something about an animated PNG and nothing about how its pixels look.
public record Note(String type, MemorySegment data) {

    /// Holds the orientation, among other things.
    public static final String EXIF = "eXIf";

    private static final Set<String> TYPES = Set.of(EXIF, "tEXt", "zTXt", "iTXt", "tIME");

    static boolean isOne(String type) {
        return TYPES.contains(type);
    }
}
