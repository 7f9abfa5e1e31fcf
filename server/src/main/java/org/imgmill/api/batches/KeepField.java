package org.imgmill.api.batches;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.imgmill.batch.Keep;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;

/// The field `keep`: how long a batch and its outputs stay.
public final class KeepField {

    private KeepField() {}

    /// @param text null: it was not given
    /// @throws Refused if it is neither a word nor a time to come
    public static Keep parse(@Nullable String text) {
        return switch (text == null ? "false" : text.strip().toLowerCase(Locale.ROOT)) {
            case "", "false", "0", "no", "off" -> new Keep.AsSet();
            case "true", "1", "yes", "on" -> new Keep.ForEver();
            default -> until(String.valueOf(text).strip());
        };
    }

    private static Keep until(String text) {
        try {
            // A day is kept to its end.
            var time =
                    text.length() == 10
                            ? LocalDate.parse(text)
                                    .plusDays(1)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : OffsetDateTime.parse(text).toInstant();
            if (time.isAfter(Instant.now()) && time.isBefore(LATEST)) {
                return new Keep.Until(time);
            }
        } catch (DateTimeException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private static Refused wrong(String text) {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "keep is true, false or a date to come such as 2027-12-31, not \"%s\"."
                        .formatted(text));
    }
}
