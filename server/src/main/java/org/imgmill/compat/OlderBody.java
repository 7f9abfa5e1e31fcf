package org.imgmill.compat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.imgmill.links.PublicUrl;
import org.imgmill.webhook.FlatBody;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the older faces say of a batch: one flat object with the fields of all of them, their times
/// and their links.
@Component
class OlderBody implements FlatBody {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final PublicUrl links;

    OlderBody(PublicUrl links) {
        this.links = links;
    }

    @Override
    public Map<String, Object> of(Face face, BatchStatus status, Batch batch) {
        var id = batch.id().toString();
        var results = resultsLink(face, batch);
        var flat = new LinkedHashMap<String, Object>();
        flat.put("requestId", id);
        flat.put("request_id", id);
        flat.put("status", face.status(status));
        flat.put("details", details(batch));
        flat.put("output_url", results);
        flat.put("total_images", batch.counts().total());
        flat.put("processed_images", batch.counts().processed());
        flat.put("completion_time", time(batch.times().finished()));
        flat.put("results_csv_url", results);
        return flat;
    }

    /// Where the results are once the batch ended; before that, nothing.
    String resultsLink(Face face, Batch batch) {
        if (!batch.status().ended()) {
            return "";
        }
        return links.of(
                face.dialect() == Dialect.NATIVE
                        ? "/v1/batches/" + batch.id() + "/results.csv"
                        : face.prefix() + "/results/" + batch.id() + "_results.csv");
    }

    /// UTC with six fractional digits and no zone, or nothing.
    static String time(@Nullable Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    /// How far a batch got, as a sentence.
    static String details(Batch batch) {
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
}
