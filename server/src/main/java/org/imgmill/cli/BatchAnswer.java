package org.imgmill.cli;

import java.util.List;
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
        List<Failure> failures) {

    @JsonNaming(SnakeCaseStrategy.class)
    record Counts(long total, long processed, long stored, long failed) {}

    @JsonNaming(SnakeCaseStrategy.class)
    record Failure(String code, String message, long count) {}

    boolean ended() {
        return switch (status) {
            case "completed", "completed_with_errors", "failed", "cancelled" -> true;
            default -> false;
        };
    }
}
