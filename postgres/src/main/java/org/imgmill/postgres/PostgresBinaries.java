package org.imgmill.postgres;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The programs of PostgreSQL that imgmill brings along, unpacked once per version.
public final class PostgresBinaries {

    static final String MAJOR = "18";
    public static final String VERSION = "18.6";

    private PostgresBinaries() {}

    /// For builds that unpack once for all data directories.
    public static void main(String[] args) throws IOException {
        unpackTo(Path.of(args[0]));
    }

    /// Several processes may unpack to the same place at once: the first to finish wins.
    public static void unpackTo(Path programs) throws IOException {
        if (Files.exists(programs)) {
            return;
        }
        var unfinished =
                programs.resolveSibling(
                        programs.getFileName() + "." + ProcessHandle.current().pid());
        PostgresFolder.deleteTree(unfinished);
        PostgresArchive.unpackTo(unfinished);
        try {
            Files.move(unfinished, programs, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(programs)) {
                throw e;
            }
            PostgresFolder.deleteTree(unfinished);
        }
    }
}
