package org.imgmill.api.intake;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.scheduling.support.CronExpression;

/// When a catalogue is fetched: every so often, or as cron says.
///
/// @param text such as `24h`, or `30 3 * * *`
record RunTimes(String text, ZoneId zone) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int CRON_FIELDS = 5;

    /// @throws Refused for what is no schedule, or is never due
    static RunTimes of(String text, @Nullable String zone) {
        try {
            var times = new RunTimes(text, ZoneId.of(zone == null ? "UTC" : zone));
            var _ = times.after(Instant.now());
            return times;
        } catch (DateTimeException e) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "time_zone is a zone such as Europe/Berlin, not \"%s\".".formatted(zone));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "schedule is a time from 1m to 366d such as 24h, or a cron expression of five fields such as \"30 3 * * *\" (minute, hour, day of the month, month, day of the week), not \"%s\"."
                            .formatted(text));
        }
    }

    /// The first time after this one.
    Instant after(Instant now) {
        if (text.split("\\s+").length == CRON_FIELDS) {
            var next = CronExpression.parse("0 " + text).next(now.atZone(zone));
            if (next == null) {
                throw new IllegalArgumentException("there is no such time");
            }
            return next.toInstant();
        }
        var every = DurationStyle.SIMPLE.parse(text);
        boolean unit = !text.matches("[+-]?[0-9]+");
        if (!unit || every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("no time that catalogues are fetched at");
        }
        return now.plus(every);
    }
}
