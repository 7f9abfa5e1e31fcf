package org.imgmill.ops;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// Why this process may not use the folder of `imgmill.data-dir`, and what to do about it.
final class DataDirectoryRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final String action;

    private DataDirectoryRefused(String message, String action, IOException cause) {
        super(message, cause);
        this.action = action;
    }

    private DataDirectoryRefused(String message, String action) {
        super(message);
        this.action = action;
    }

    static DataDirectoryRefused inUse(Path directory, String holder) {
        return new DataDirectoryRefused(
                "imgmill.data-dir=%s is in use by another imgmill (process %s)."
                        .formatted(directory, holder),
                "Stop that one first, or give this one a folder of its own with --imgmill.data-dir.");
    }

    static DataDirectoryRefused otherMajor(Path directory, String found, String ours) {
        return new DataDirectoryRefused(
                "imgmill.data-dir=%s holds a database of PostgreSQL %s; this imgmill brings PostgreSQL %s, which cannot read it."
                        .formatted(directory, found, ours),
                "Start the imgmill that made it once more and save the database with pg_dump; restore it"
                        + " into a fresh data directory or into a PostgreSQL of your own"
                        + " (spring.datasource.url). Nothing was changed.");
    }

    static DataDirectoryRefused noPostgres(String platform) {
        return new DataDirectoryRefused(
                "This build of imgmill brings no PostgreSQL for %s.".formatted(platform),
                "Set spring.datasource.url to a PostgreSQL of your own, build on this platform, or build with"
                        + " -P all-platforms (Linux with glibc on x64 and arm64, macOS on arm64).");
    }

    static DataDirectoryRefused unusable(Path directory, IOException cause) {
        var why =
                cause instanceof AccessDeniedException
                        ? "permission denied for " + cause.getMessage()
                        : cause.toString();
        return new DataDirectoryRefused(
                "imgmill.data-dir=%s cannot be used: %s.".formatted(directory, why),
                "Name a folder on a local disk that the user '%s' may write to with --imgmill.data-dir."
                        .formatted(System.getProperty("user.name")),
                cause);
    }

    String action() {
        return action;
    }
}
