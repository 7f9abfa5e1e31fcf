package org.imgmill.batch;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a full disk, on which somebody has to make room, from other trouble.
public enum FullDisk {

    /// where uploads and downloads are spooled
    OURS("The disk of imgmill.data-dir is full"),
    /// under PostgreSQL
    THE_DATABASES("The disk of the database is full");

    /// No bytes, no inodes, no quota; as the kernel says it.
    private static final List<String> WORDS =
            List.of("No space left on device", "Disk quota exceeded", "Not enough space");

    private static final String DISK_FULL = "53100";

    private final String sentence;

    FullDisk(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }

    /// The disk over which something failed; empty: it was something else.
    public static Optional<FullDisk> behind(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
                return Optional.of(THE_DATABASES);
            }
            if (cause instanceof IOException io && isSaid(io.getMessage())) {
                return Optional.of(OURS);
            }
        }
        return Optional.empty();
    }

    private static boolean isSaid(@Nullable String message) {
        return message != null && WORDS.stream().anyMatch(message::contains);
    }
}
