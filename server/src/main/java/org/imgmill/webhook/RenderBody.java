package org.imgmill.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Changes;
import org.imgmill.links.PublicUrl;
import org.imgmill.output.Output;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Makes the body of a delivery: what happened, and the batch as it stood then. It holds counts and
/// links, never lists, and so stays small.
@Component
class RenderBody {

    private final JsonMapper json =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build();
    private final PublicUrl links;
    private final FlatBody flat;

    RenderBody(PublicUrl links, FlatBody flat) {
        this.flat = flat;
        this.links = links;
    }

    private record Standard(String type, String timestamp, Data data) {}

    private record Data(
            String id,
            String name,
            String status,
            CountsData counts,
            double completionPercentage,
            long bytesIn,
            long bytesOut,
            String createdAt,
            @Nullable String startedAt,
            @Nullable String finishedAt,
            @Nullable String expiresAt,
            @Nullable String outputsExpireAt,
            List<String> outputs,
            @Nullable RunData catalogue,
            LinksData links) {}

    private record RunData(String id, @Nullable String name, @Nullable ChangesData changes) {

        static @Nullable RunData of(Batch.@Nullable Run run) {
            return run == null
                    ? null
                    : new RunData(
                            run.catalogue().toString(), run.name(), ChangesData.of(run.changes()));
        }
    }

    private record ChangesData(
            @JsonProperty("new") int added,
            int changed,
            int unchanged,
            int gone,
            int failedNow,
            int mended) {

        static @Nullable ChangesData of(@Nullable Changes changes) {
            return changes == null
                    ? null
                    : new ChangesData(
                            changes.added(),
                            changes.changed(),
                            changes.unchanged(),
                            changes.gone(),
                            changes.failedNow(),
                            changes.mended());
        }
    }

    private record CountsData(int total, int processed, int stored, int failed, int distinct) {}

    private record LinksData(
            String self, String resultsCsv, String errorsCsv, String resultsZip, String page) {}

    /// Its links start as those of the answer to the upload did: there is no request here.
    ///
    /// @param now the database's
    String body(Webhook webhook, EventType type, Batch batch, Instant now) {
        return links.startingWith(batch.base(), () -> rendered(webhook, type, batch, now));
    }

    private String rendered(Webhook webhook, EventType type, Batch batch, Instant now) {
        return switch (webhook.body()) {
            case STANDARD ->
                    json.writeValueAsString(
                            new Standard(type.word(), time(when(type, batch, now)), data(batch)));
            case FLAT ->
                    json.writeValueAsString(
                            flat.of(
                                    webhook.face(),
                                    type == EventType.PROCESSING
                                            ? BatchStatus.PROCESSING
                                            : batch.status(),
                                    batch));
            case SLACK -> json.writeValueAsString(message(type, batch).forSlack());
            case TEAMS -> json.writeValueAsString(message(type, batch).forTeams());
            case MAIL -> message(type, batch).forMail();
        };
    }

    private ChatMessage message(EventType type, Batch batch) {
        return ChatMessage.of(
                type,
                batch,
                links.of("/batches/" + batch.id()),
                links.of("/v1/batches/" + batch.id() + "/results.csv"));
    }

    private static Instant when(EventType type, Batch batch, Instant now) {
        var when =
                switch (type) {
                    case PROCESSING -> batch.times().started();
                    case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED, CHANGED ->
                            batch.times().finished();
                    case TEST -> now;
                };
        return when == null ? now : when;
    }

    private Data data(Batch batch) {
        var counts = batch.counts();
        var times = batch.times();
        var self = links.of("/v1/batches/" + batch.id());
        return new Data(
                batch.id().toString(),
                batch.shortName(),
                batch.status().word(),
                new CountsData(
                        counts.total(),
                        counts.processed(),
                        counts.stored(),
                        counts.failed(),
                        counts.distinct()),
                batch.completionPercentage(),
                counts.bytesIn(),
                counts.bytesOut(),
                time(times.created()),
                times.started() == null ? null : time(times.started()),
                times.finished() == null ? null : time(times.finished()),
                batch.kept().expires() == null ? null : time(batch.kept().expires()),
                batch.kept().outputsExpire() == null ? null : time(batch.kept().outputsExpire()),
                batch.hasNamedOutputs()
                        ? batch.outputs().stream().map(Output::name).toList()
                        : List.of(),
                RunData.of(batch.run()),
                new LinksData(
                        self,
                        self + "/results.csv",
                        self + "/errors.csv",
                        self + "/results.zip",
                        links.of("/batches/" + batch.id())));
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
