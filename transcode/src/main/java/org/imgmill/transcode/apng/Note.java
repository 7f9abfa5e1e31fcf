package org.imgmill.transcode.apng;

import java.lang.foreign.MemorySegment;
import java.util.Set;

/// A chunk that says something about an animated PNG and nothing about how its pixels look.
public record Note(String type, MemorySegment data) {

    /// Which says, beside other things, how the picture lies.
    public static final String EXIF = "eXIf";

    private static final Set<String> TYPES = Set.of(EXIF, "tEXt", "zTXt", "iTXt", "tIME");

    static boolean isOne(String type) {
        return TYPES.contains(type);
    }
}
