package org.imgmill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/// Where the parts of the embedded PostgreSQL lie: its programs may be shared by several databases.
public record PostgresFolder(Path root, Path programs) {

    /// With programs of its own.
    public static PostgresFolder in(Path root) {
        return new PostgresFolder(root, root.resolve(PostgresBinaries.VERSION));
    }

    /// @param programs where they are, or are to be unpacked
    public static PostgresFolder in(Path root, Path programs) {
        return new PostgresFolder(root, programs.toAbsolutePath());
    }

    Path path(String name) {
        return root.resolve(name);
    }

    public Path data() {
        return path("data");
    }

    public String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    public Path logFile() {
        return path("log");
    }

    public Path passwordFile() {
        return path("password");
    }

    public Path postmasterPid() {
        return data().resolve("postmaster.pid");
    }

    public Optional<ProcessHandle> postmaster() throws IOException {
        if (!Files.exists(postmasterPid())) {
            return Optional.empty();
        }
        try (var lines = Files.lines(postmasterPid())) {
            return lines.findFirst()
                    .map(String::strip)
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of);
        }
    }

    /// Nobody else may read the database, or put anything where we are going to run it.
    public void create() throws IOException {
        Files.createDirectories(
                root,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    void refuseOtherMajor() throws IOException {
        var file = data().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            return;
        }
        var found = Files.readString(file).strip();
        if (!found.equals(PostgresBinaries.MAJOR)) {
            throw PostgresRefused.otherMajor(root, found, PostgresBinaries.MAJOR);
        }
    }

    /// Made up at the first start; only this imgmill needs to know it.
    public String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            var secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            var ownerOnly =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            var unfinished = path("password.unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, ownerOnly);
            Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(secret));
            Files.move(unfinished, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(passwordFile()).strip();
    }

    String log() throws IOException {
        return Files.exists(logFile()) ? Files.readString(logFile()) : "";
    }

    /// Keeps one older log.
    void startNewLog() throws IOException {
        if (Files.exists(logFile())) {
            Files.move(logFile(), path("log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
