package org.imgmill.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The archive of PostgreSQL's programs for this machine, as it lies in the jar.
///
/// A class of its own, so that a start that has nothing to unpack loads no class of the sealed xz
/// jar: an AOT cache that holds one makes the JVM refuse to start.
final class PostgresArchive {

    private PostgresArchive() {}

    static void unpackTo(Path target) throws IOException {
        try (var tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(open())))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (!entry.isDirectory() && isNeededToRun(entry.getName())) {
                    write(entry, tar, target.resolve(entry.getName()).normalize());
                }
            }
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
        var archive = isMusl() ? null : PostgresArchive.class.getResourceAsStream(name);
        if (archive == null) {
            throw PostgresRefused.noPrograms(
                    "%s%s on %s".formatted(os, isMusl() ? " with musl" : "", chip));
        }
        return archive;
    }

    /// Alpine and its like: what is packed is linked with glibc 2.27.
    private static boolean isMusl() throws IOException {
        try (var loaders = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
            return loaders.iterator().hasNext()
                    && !Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"))
                    && !Files.exists(Path.of("/lib/ld-linux-aarch64.so.1"));
        } catch (NoSuchFileException noLinux) {
            return false;
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
