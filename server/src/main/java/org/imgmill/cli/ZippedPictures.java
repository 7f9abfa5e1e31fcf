package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/// The pictures in the archive of a batch, unpacked into a folder and never outside of it.
final class ZippedPictures {

    private static final Pattern PICTURE =
            Pattern.compile(
                    "images/((%1$s/)*%1$s)".formatted("[\\p{L}\\p{N}_-][\\p{L}\\p{N}\\p{M}._-]*"));

    private ZippedPictures() {}

    /// @return how many there were
    static int unpack(ZipInputStream zip, Path folder) throws IOException {
        int pictures = 0;
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            var name = PICTURE.matcher(entry.getName());
            if (name.matches()) {
                var file = folder.resolve(name.group(1));
                Files.createDirectories(file.getParent());
                keepUnlessTheSame(zip, file);
                pictures++;
            }
        }
        return pictures;
    }

    /// A file that is as it was keeps its time.
    private static void keepUnlessTheSame(ZipInputStream picture, Path file) throws IOException {
        var fresh = file.resolveSibling(".imgmill.part");
        Files.copy(picture, fresh, StandardCopyOption.REPLACE_EXISTING);
        if (Files.exists(file) && Files.mismatch(fresh, file) < 0) {
            Files.delete(fresh);
        } else {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
