package org.imgmill.api.errors;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.UUID;
import org.imgmill.batch.DatabaseAway;
import org.imgmill.batch.FullDisk;
import org.imgmill.batch.LogFields;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// What a client and the log are told when a request fails over something of ours: to the client
/// only that it was not their doing.
public enum Trouble {

    /// It passes.
    DATABASE_AWAY(ProblemType.UNAVAILABLE, "The database does not answer; try again later."),
    /// Somebody has to make room.
    FULL_DISK(
            ProblemType.INSUFFICIENT_STORAGE,
            "A disk of this server is full; nothing is kept of the request. Try again later."),
    /// Somebody has to look.
    BUG(ProblemType.INTERNAL, "Something went wrong on this server; its log says what.");

    private static final Logger log = LoggerFactory.getLogger(Trouble.class);

    private static final Duration UNTIL_IT_MAY_BE_BACK = Duration.ofSeconds(5);
    private static final Duration UNTIL_THERE_MAY_BE_ROOM = Duration.ofSeconds(30);
    private static final String BATCHES = "/v1/batches/";
    private static final int UUID_LENGTH = 36;

    private final ProblemType type;
    private final String detail;

    Trouble(ProblemType type, String detail) {
        this.type = type;
        this.detail = detail;
    }

    /// Finds out what it is and says so in the log.
    ///
    /// @param request in words
    public static Trouble over(String request, RuntimeException e) {
        var full = FullDisk.behind(e);
        if (full.isPresent()) {
            log.warn("{} was not done: {}. Nothing is kept of it.", request, full.get().sentence());
            return FULL_DISK;
        }
        if (DatabaseAway.explains(e)) {
            log.warn(
                    "{} was not answered: the database does not answer ({}).",
                    request,
                    e.getMessage());
            return DATABASE_AWAY;
        }
        log.error("{} failed.", request, e);
        return BUG;
    }

    static Trouble over(HttpServletRequest request, RuntimeException e) {
        try (var _ = batch(request.getRequestURI())) {
            return over(request.getMethod() + " " + request.getRequestURI(), e);
        }
    }

    private static MDC.@Nullable MDCCloseable batch(String path) {
        int end = BATCHES.length() + UUID_LENGTH;
        if (!path.startsWith(BATCHES) || path.length() < end) {
            return null;
        }
        try {
            return LogFields.batch(UUID.fromString(path.substring(BATCHES.length(), end)));
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }

    Refused refused() {
        return switch (this) {
            case DATABASE_AWAY -> Refused.until(UNTIL_IT_MAY_BE_BACK, type, detail);
            case FULL_DISK -> Refused.until(UNTIL_THERE_MAY_BE_ROOM, type, detail);
            case BUG -> new Refused(type, detail);
        };
    }
}
