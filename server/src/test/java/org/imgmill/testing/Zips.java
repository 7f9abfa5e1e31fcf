package org.imgmill.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

/// Reads ZIP archives from their beginning, as a program does that downloads one.
public final class Zips {

    private Zips() {}

    /// What each file holds, in the order of the archive.
    ///
    /// @throws AssertionError if two files have the same name
    public static Map<String, byte[]> files(byte[] zip) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (files.put(entry.getName(), in.readAllBytes()) != null) {
                    throw new AssertionError("the archive holds " + entry.getName() + " twice");
                }
            }
        }
        return files;
    }

    /// The names of the files, in the order of the archive.
    public static List<String> names(byte[] zip) throws IOException {
        return List.copyOf(files(zip).keySet());
    }
}
