package org.imgmill.cli;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Why the server refused, as problem+json.
record Problem(@Nullable String title, @Nullable String detail, @Nullable List<BadCell> errors) {

    record BadCell(long line, @Nullable String column, String message) {

        String text() {
            return column == null
                    ? "  line %d: %s".formatted(line, message)
                    : "  line %d, column %s: %s".formatted(line, column, message);
        }
    }

    String text() {
        var summary =
                Objects.requireNonNullElse(detail, Objects.requireNonNullElse(title, "refused"));
        return errors == null
                ? summary
                : errors.stream()
                        .map(BadCell::text)
                        .collect(Collectors.joining("\n", summary + "\n", ""));
    }
}
