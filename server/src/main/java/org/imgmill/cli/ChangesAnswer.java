package org.imgmill.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What the server says of the difference between a run and the one before it, in images.
@JsonNaming(SnakeCaseStrategy.class)
record ChangesAnswer(
        @Nullable String since,
        @JsonProperty("new") long added,
        long changed,
        long unchanged,
        long gone,
        long failedNow,
        long mended) {

    /// `3 changed, 97 unchanged`.
    String text() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("new", added);
        counts.put("changed", changed);
        counts.put("unchanged", unchanged);
        counts.put("gone", gone);
        counts.put("failed now", failedNow);
        counts.put("mended", mended);
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(
                        count ->
                                String.format(
                                        Locale.ROOT, "%,d %s", count.getValue(), count.getKey()))
                .collect(Collectors.joining(", "));
    }
}
