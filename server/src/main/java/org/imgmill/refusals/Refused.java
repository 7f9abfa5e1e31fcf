package org.imgmill.refusals;

import java.io.Serial;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Why a request is refused. The code that finds out throws it; it is put into the words of the API
/// that was asked at one place, [AnswerRefusal].
public final class Refused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final ProblemType type;
    private final @Nullable Duration retryAfter;
    private final transient Map<String, Object> more;

    /// @param detail one sentence, for whoever made the request
    public Refused(ProblemType type, String detail) {
        this(type, detail, null, Map.of());
    }

    private Refused(
            ProblemType type,
            String detail,
            @Nullable Duration retryAfter,
            Map<String, Object> more) {
        // Without a stack trace: what strangers cause is nobody's bug, and happens often.
        super(detail, null, false, false);
        this.type = type;
        this.retryAfter = retryAfter;
        this.more = more;
    }

    /// The same request may do better after some time.
    public static Refused until(Duration retryAfter, ProblemType type, String detail) {
        return new Refused(type, detail, retryAfter, Map.of());
    }

    public static Refused noSuch(String what, String id) {
        return new Refused(
                ProblemType.NOT_FOUND, "There is no %s with the id %s.".formatted(what, id));
    }

    /// @param more further members of the problem, by their names in JSON
    public Refused with(Map<String, Object> more) {
        return new Refused(type, detail(), retryAfter, Map.copyOf(more));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /// Null: the same request would be refused again.
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public Map<String, Object> more() {
        return more;
    }
}
