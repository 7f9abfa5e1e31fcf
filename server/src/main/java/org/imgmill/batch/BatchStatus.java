package org.imgmill.batch;

import java.util.Locale;

/// Where a batch stands.
///
/// ```
/// pending -> processing -> completed | completed_with_errors | failed
///    |           |  ^
///    |           v  |
///    +-------> paused          any of these three -> cancelled
///                              any ended one -> processing, by a retry
/// ```
public enum BatchStatus {
    PENDING,
    PROCESSING,
    PAUSED,
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    FAILED,
    CANCELLED;

    public boolean ended() {
        return switch (this) {
            case PENDING, PROCESSING, PAUSED -> false;
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED -> true;
        };
    }

    /// The word of the API and of the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException if no status has this word
    public static BatchStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
