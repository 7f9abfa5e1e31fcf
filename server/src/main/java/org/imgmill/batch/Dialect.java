package org.imgmill.batch;

import java.util.List;
import java.util.Locale;
import org.imgmill.refusals.RefusalForm;

/// The documented APIs that a batch may come through: our own, and five of older systems. All that
/// sets one apart from the others stands here and in its controller.
public enum Dialect {
    NATIVE(Statuses.FOUR, RefusalForm.PROBLEM),
    ASYNC_IMAGE_PROCESSING(
            Statuses.PROCESSING_OR_COMPLETED, RefusalForm.MSG, "/static/csv/", "/api/status"),
    IMAGE_PROCESSOR(Statuses.FOUR, RefusalForm.DETAIL, "/image/"),
    IMAGE_PROCESSING_SYSTEM(
            Statuses.PROCESSING_OR_COMPLETED, RefusalForm.ERROR, "/upload", "/upload/", "/status/"),
    ASYNC_IMAGE_PROCESSOR(Statuses.FOUR, RefusalForm.ERROR, "/api/webhook/"),
    IMAGE_PROCESSING_API(Statuses.FOUR, RefusalForm.ERROR_AND_MSG, "/api/", "/results/");

    /// The words that a document has for how far a batch got.
    private enum Statuses {
        FOUR,
        PROCESSING_OR_COMPLETED
    }

    private final Statuses statuses;
    private final RefusalForm refusals;

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which nobody can change
    private final List<String> roots;

    Dialect(Statuses statuses, RefusalForm refusals, String... roots) {
        this.statuses = statuses;
        this.refusals = refusals;
        this.roots = List.of(roots);
    }

    /// As it stands in `/compat/<word>` and in the database.
    public String word() {
        return this == NATIVE ? "v1" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A batch's status in its words; those of a flat body, where our own API is asked for one.
    public String status(BatchStatus status) {
        return switch (statuses) {
            case FOUR ->
                    switch (status) {
                        case PENDING -> "pending";
                        case PROCESSING, PAUSED -> "processing";
                        case COMPLETED, COMPLETED_WITH_ERRORS -> "completed";
                        case FAILED, CANCELLED -> "failed";
                    };
            case PROCESSING_OR_COMPLETED -> status.ended() ? "completed" : "processing";
        };
    }

    /// The form of its refusals.
    public RefusalForm refusals() {
        return refusals;
    }

    /// Whether a path is one of those it has at the root, beside those under `/compat/<word>`.
    public boolean hasAtRoot(String path) {
        return roots.stream()
                .anyMatch(
                        root -> path.equals(root) || (root.endsWith("/") && path.startsWith(root)));
    }
}
