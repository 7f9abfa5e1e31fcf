package org.imgmill.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// What the server says about a batch, as far as a command line wants to know.
@JsonNaming(SnakeCaseStrategy.class)
record BatchAnswer(
        String id,
        String name,
        String status,
        Counts counts,
        long bytesIn,
        long bytesOut,
        @Nullable String resultsKind,
        List<Failure> failures,
        @Nullable Catalogue catalogue) {

    /// The catalogue that it is a run of.
    ///
    /// @param changes null: they are not counted yet
    record Catalogue(@Nullable ChangesAnswer changes) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Counts(long total, long processed, long stored, long failed) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Failure(String code, String message, long count) {}

    /// Older servers do not say.
    boolean cameAsWorkbook() {
        return "xlsx".equals(resultsKind);
    }

    /// What changed since the run before; null: it is not known, or there was none.
    @Nullable ChangesAnswer changes() {
        var changes = catalogue == null ? null : catalogue.changes();
        return changes == null || changes.since() == null ? null : changes;
    }

    /// Whether it is known by now, where it is to be known at all.
    boolean isCompared() {
        return catalogue == null || catalogue.changes() != null || status.equals("cancelled");
    }

    boolean ended() {
        return switch (status) {
            case "completed", "completed_with_errors", "failed", "cancelled" -> true;
            default -> false;
        };
    }
}
