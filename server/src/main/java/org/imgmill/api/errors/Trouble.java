package org.imgmill.api.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.DatabaseAway;
import org.imgmill.batch.LogFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;

/// What a client and the log are told when a request fails over something of ours: to the client
/// only that it was not their doing.
public enum Trouble {

    /// It passes.
    DATABASE_AWAY(ProblemType.UNAVAILABLE, "The database does not answer; try again later."),
    /// Somebody has to look.
    BUG(ProblemType.INTERNAL, "Something went wrong on this server; its log says what.");

    private static final Logger log = LoggerFactory.getLogger(Trouble.class);

    private static final String SECONDS_TO_RETRY = "5";
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

    /// Says also when to try again, where that may help.
    static Trouble over(
            HttpServletRequest request, HttpServletResponse response, RuntimeException e) {
        try (var _ = batch(request.getRequestURI())) {
            var trouble = over(request.getMethod() + " " + request.getRequestURI(), e);
            if (trouble == DATABASE_AWAY) {
                response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_RETRY);
            }
            return trouble;
        }
    }

    private static MDC.@Nullable MDCCloseable batch(String path) {
        int end = BATCHES.length() + UUID_LENGTH;
        return path.startsWith(BATCHES) && path.length() >= end
                ? Views.id(path.substring(BATCHES.length(), end)).map(LogFields::batch).orElse(null)
                : null;
    }

    ProblemType type() {
        return type;
    }

    String detail() {
        return detail;
    }
}
