package org.imgmill.webhook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchStatus;
import org.jspecify.annotations.Nullable;

/// How the older faces of the API put what they say: their words for a status, their times, their
/// links.
///
/// @param face `v1`, the name of an older face, or `compat/` and that name where links stay under
///   `/compat/<name>`
public record OlderFace(String face) {

    private static final String COMPAT = "compat/";
    private static final Set<String> OF_TWO_WORDS =
            Set.of("async-image-processing", "image-processing-system");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// The status in the words of this face.
    public String status(BatchStatus status) {
        boolean twoWords = OF_TWO_WORDS.contains(name());
        return switch (status) {
            case PENDING -> twoWords ? "processing" : "pending";
            case PROCESSING, PAUSED -> "processing";
            case COMPLETED, COMPLETED_WITH_ERRORS -> "completed";
            case FAILED, CANCELLED -> twoWords ? "completed" : "failed";
        };
    }

    /// What the paths of this face start with; empty at the root.
    public String prefix() {
        return face.startsWith(COMPAT) ? "/" + face : "";
    }

    /// Where the results of a batch are, once it ended.
    public String resultsPath(Batch batch) {
        return face.equals(NewWebhook.NATIVE)
                ? "/v1/batches/" + batch.id() + "/results.csv"
                : prefix() + "/results/" + batch.id() + "_results.csv";
    }

    /// UTC with six fractional digits and no zone, or nothing.
    public static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    /// How far a batch got, as a sentence.
    public static String details(Batch batch) {
        var counts = batch.counts();
        return switch (batch.status()) {
            case PENDING -> "Waiting for its turn: %d images.".formatted(counts.total());
            case PROCESSING, PAUSED ->
                    "%d of %d images processed.".formatted(counts.processed(), counts.total());
            case COMPLETED -> "All %d images stored.".formatted(counts.total());
            case COMPLETED_WITH_ERRORS, FAILED ->
                    "%d of %d images stored, %d failed."
                            .formatted(counts.stored(), counts.total(), counts.failed());
            case CANCELLED ->
                    "Cancelled: %d of %d images stored.".formatted(counts.stored(), counts.total());
        };
    }

    private String name() {
        return face.startsWith(COMPAT) ? face.substring(COMPAT.length()) : face;
    }
}
