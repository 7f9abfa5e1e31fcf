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
    IMAGE_PROCESSOR(
            Statuses.CAPITAL_PROCESSING_OR_COMPLETED, Statuses.FOUR, RefusalForm.DETAIL, "/image/"),
    IMAGE_PROCESSING_SYSTEM(
            Statuses.PROCESSING_OR_COMPLETED, RefusalForm.ERROR, "/upload", "/upload/", "/status/"),
    ASYNC_IMAGE_PROCESSOR(
            Statuses.PENDING_UNTIL_IT_ENDS, Statuses.FOUR, RefusalForm.ERROR, "/api/webhook/"),
    IMAGE_PROCESSING_API(Statuses.FOUR, RefusalForm.ERROR_AND_MSG, "/api/", "/results/");

    /// The words for how far a batch got: those of a document, or of its server where the document
    /// leaves them open and clients compare what the server says.
    private enum Statuses {
        FOUR,
        PROCESSING_OR_COMPLETED,
        CAPITAL_PROCESSING_OR_COMPLETED,
        PENDING_UNTIL_IT_ENDS
    }

    private final Statuses statuses;
    private final Statuses statusesAtRoot;
    private final RefusalForm refusals;

    @SuppressWarnings("ImmutableEnumChecker") // List.of, which nobody can change
    private final List<String> roots;

    Dialect(Statuses statuses, RefusalForm refusals, String... roots) {
        this(statuses, statuses, refusals, roots);
    }

    Dialect(Statuses statuses, Statuses statusesAtRoot, RefusalForm refusals, String... roots) {
        this.statuses = statuses;
        this.statusesAtRoot = statusesAtRoot;
        this.refusals = refusals;
        this.roots = List.of(roots);
    }

    /// As it stands in `/compat/<word>` and in the database.
    public String word() {
        return this == NATIVE ? "v1" : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// A batch's status in its words; for our own API, those of a flat body.
    ///
    /// @param atRoot where all documents are served together and share their words
    String status(BatchStatus status, boolean atRoot) {
        return switch (atRoot ? statusesAtRoot : statuses) {
            case FOUR ->
                    switch (status) {
                        case PENDING -> "pending";
                        case PROCESSING, PAUSED -> "processing";
                        case COMPLETED, COMPLETED_WITH_ERRORS -> "completed";
                        case FAILED, CANCELLED -> "failed";
                    };
            case PROCESSING_OR_COMPLETED -> status.ended() ? "completed" : "processing";
            case CAPITAL_PROCESSING_OR_COMPLETED -> status.ended() ? "Completed" : "Processing";
            case PENDING_UNTIL_IT_ENDS ->
                    switch (status) {
                        case PENDING, PROCESSING, PAUSED -> "pending";
                        case COMPLETED -> "Completed";
                        case COMPLETED_WITH_ERRORS -> "Completed with Errors";
                        case FAILED, CANCELLED -> "Failed";
                    };
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
