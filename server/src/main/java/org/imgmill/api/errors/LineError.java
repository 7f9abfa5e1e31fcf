package org.imgmill.api.errors;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.imgmill.catalogue.Problem;
import org.imgmill.catalogue.Reading;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;

/// One line of `errors` in an answer about a catalogue.
public record LineError(long line, @Nullable String column, String code, String message) {

    private static final String ERRORS = "errors";

    public static LineError of(Problem problem) {
        return new LineError(
                problem.line(),
                problem.column(),
                problem.code().name().toLowerCase(Locale.ROOT),
                problem.message());
    }

    /// A catalogue that is not taken, with its first hundred problems and with what was taken for
    /// what in it, as far as it came to that.
    public static Refused refused(Reading.Refused reading) {
        var problems = reading.problems();
        var first = problems.first();
        var more = new HashMap<String, Object>();
        more.put(ERRORS, first.stream().map(LineError::of).toList());
        more.put("total_errors", problems.total());
        if (reading.understanding() != null) {
            more.put("columns", ColumnsView.of(reading.understanding()));
        }
        return new Refused(
                        reading.isTooLarge()
                                ? ProblemType.CATALOGUE_TOO_LARGE
                                : ProblemType.INVALID_CATALOGUE,
                        problems.total() == 1
                                ? first.getFirst().message()
                                : "The catalogue has %d problems; nothing was started."
                                        .formatted(problems.total()))
                .with(more);
    }

    /// The first line that a refusal names, where it is about a catalogue; else null.
    public static @Nullable LineError first(Refused refused) {
        return refused.more().get(ERRORS) instanceof List<?> errors
                        && !errors.isEmpty()
                        && errors.getFirst() instanceof LineError line
                ? line
                : null;
    }
}
