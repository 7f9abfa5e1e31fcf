package org.imgmill.postgres;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// Why no PostgreSQL can run in a folder, and what to do about it.
public final class PostgresRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final String advice;

    private PostgresRefused(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    static PostgresRefused otherMajor(Path folder, String found, String ours) {
        return new PostgresRefused(
                "%s holds a database of PostgreSQL %s; this is PostgreSQL %s, which cannot read it."
                        .formatted(folder, found, ours),
                "Start the version that made it once more and save the database with pg_dump; restore it"
                        + " into a fresh folder or into a PostgreSQL of your own. Nothing was changed.");
    }

    static PostgresRefused noPrograms(String platform) {
        return new PostgresRefused(
                "This build brings no PostgreSQL for %s.".formatted(platform),
                "Use a PostgreSQL of your own, build on this platform, or build with"
                        + " -P all-platforms (Linux with glibc on x64 and arm64, macOS on arm64).");
    }

    static PostgresRefused unusable(Path folder, IOException cause) {
        var why =
                cause instanceof AccessDeniedException
                        ? "permission denied for " + cause.getMessage()
                        : cause.toString();
        var refused =
                new PostgresRefused(
                        "%s cannot be used: %s.".formatted(folder, why),
                        "Name a folder on a local disk that the user '%s' may write to."
                                .formatted(System.getProperty("user.name")));
        refused.initCause(cause);
        return refused;
    }

    /// What to do about it.
    public String advice() {
        return advice;
    }
}
