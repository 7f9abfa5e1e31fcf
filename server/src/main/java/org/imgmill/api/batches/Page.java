package org.imgmill.api.batches;

import java.util.List;
import java.util.function.Function;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next hand it in as `after` to get the next page; null: this is the last
public record Page<T>(List<T> data, @Nullable String next) {

    static final int MOST = 1000;

    /// @param found one more than `limit` where there is a next page
    public static <R, T> Page<T> of(
            List<R> found, int limit, Function<R, T> show, Function<R, String> cursor) {
        var shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(
                shown.stream().map(show).toList(),
                found.size() > limit ? cursor.apply(shown.getLast()) : null);
    }

    /// @throws Refused unless it is 1 to 1000
    public static int limit(@Nullable Integer wanted, int otherwise) {
        int limit = wanted == null ? otherwise : wanted;
        if (limit < 1 || limit > MOST) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "limit is a whole number from 1 to %d, not \"%d\".".formatted(MOST, limit));
        }
        return limit;
    }

    public static Refused wrongCursor() {
        return new Refused(ProblemType.INVALID_CURSOR, "after is the \"next\" of an earlier page.");
    }
}
