package org.imgmill.fetch;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// How a host identified a file that it sent, and for how long it said that this holds: enough to
/// ask for the file again only if it has changed.
///
/// @param at the address, after all redirects, that the rest belongs to
/// @param etag as it came; null: none
/// @param lastModified as it came; null: none, or one that may mean two states within a second
/// @param fresh how long nobody has to ask again, as the host says
public record Version(
        String at, @Nullable String etag, @Nullable String lastModified, Duration fresh) {

    private static final Duration MOST = Duration.ofDays(365);
    private static final Pattern MAX_AGE = Pattern.compile("max-age\\s*=\\s*\"?([0-9]{1,10})\"?");

    /// Whether the host can be asked for the file only if it has changed.
    boolean canBeAskedFor() {
        return etag != null || lastModified != null;
    }

    /// What the answer says of the file at this address.
    static Version of(WebUrl at, Answer answer) {
        return new Version(
                at.text(),
                answer.header("ETag"),
                lastModified(answer),
                fresh(answer, Instant.now()));
    }

    /// The same, confirmed by an answer that says how long it holds from now on.
    Version confirmed(Answer answer) {
        String newer = answer.header("ETag");
        return new Version(
                at, newer == null ? etag : newer, lastModified, fresh(answer, Instant.now()));
    }

    void askIn(ClassicHttpRequest request) {
        if (etag != null) {
            request.setHeader("If-None-Match", etag);
        }
        if (lastModified != null) {
            request.setHeader("If-Modified-Since", lastModified);
        }
    }

    /// A file may change twice within a second: Last-Modified identifies a state only if that
    /// second was over when the file was sent (RFC 9110, 8.8.2.2).
    private static @Nullable String lastModified(Answer answer) {
        String said = answer.header("Last-Modified");
        Optional<Instant> changed = time(said);
        Optional<Instant> sent = time(answer.header("Date"));
        return changed.isPresent()
                        && sent.isPresent()
                        && !changed.get().plusSeconds(1).isAfter(sent.get())
                ? said
                : null;
    }

    /// As RFC 9111 computes it for a private cache.
    private static Duration fresh(Answer answer, Instant now) {
        String control = answer.headers("Cache-Control").toLowerCase(Locale.ROOT);
        if (control.contains("no-store") || control.contains("no-cache")) {
            return Duration.ZERO;
        }
        var maxAge = MAX_AGE.matcher(control);
        Duration lasts =
                maxAge.find()
                        ? Duration.ofSeconds(Long.parseLong(maxAge.group(1)))
                        : time(answer.header("Expires"))
                                .map(
                                        end ->
                                                Duration.between(
                                                        time(answer.header("Date")).orElse(now),
                                                        end))
                                .orElse(Duration.ZERO);
        Duration left = lasts.minusSeconds(age(answer.header("Age")));
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(MOST) < 0 ? left : MOST;
    }

    private static long age(@Nullable String value) {
        return value != null && value.strip().matches("[0-9]{1,10}")
                ? Long.parseLong(value.strip())
                : 0;
    }

    private static Optional<Instant> time(@Nullable String value) {
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
