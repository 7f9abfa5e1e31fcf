package org.imgmill.api.batches;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Changes;
import org.imgmill.batch.Failures;
import org.imgmill.batch.Keep;
import org.imgmill.batch.Lanes;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.jspecify.annotations.Nullable;

/// A batch as /v1 shows it. The names of its fields are what clients rely on.
public record BatchView(
        String id,
        String name,
        String status,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant outputsExpireAt,
        boolean keep,
        @Nullable SourceView source,
        int rows,
        CountsView counts,
        double completionPercentage,
        long bytesIn,
        long bytesOut,
        double imagesPerSecond,
        @Nullable Double etaSeconds,
        int priority,
        @Schema(ref = "#/components/schemas/RecipeView") Map<String, @Nullable Object> recipe,
        List<OutputRecipeView> outputs,
        @Nullable String nameTemplate,
        List<String> warnings,
        int formulaCells,
        String resultsKind,
        boolean pictures,
        @Nullable RunView catalogue,
        List<FailureView> failures,
        List<WaitingView> waitingHosts,
        LinksView links) {

    /// One of several outputs.
    record OutputRecipeView(
            String name,
            @Schema(ref = "#/components/schemas/RecipeView")
                    Map<String, @Nullable Object> recipe) {}

    /// The catalogue that a batch is a run of.
    ///
    /// @param name null: it was deleted
    /// @param changes since the run before; null: it has not ended, or they are not counted yet
    record RunView(
            String id, @Nullable String name, boolean forced, @Nullable ChangesView changes) {

        static @Nullable RunView of(Batch.@Nullable Run run) {
            return run == null
                    ? null
                    : new RunView(
                            run.catalogue().toString(),
                            run.name(),
                            run.forced(),
                            ChangesView.of(run.changes()));
        }
    }

    /// @param since the run before; null: this is the first
    record ChangesView(
            @Nullable String since,
            @JsonProperty("new") int added,
            int changed,
            int unchanged,
            int gone,
            int failedNow,
            int mended) {

        static @Nullable ChangesView of(@Nullable Changes changes) {
            return changes == null
                    ? null
                    : new ChangesView(
                            changes.since() == null ? null : changes.since().toString(),
                            changes.added(),
                            changes.changed(),
                            changes.unchanged(),
                            changes.gone(),
                            changes.failedNow(),
                            changes.mended());
        }
    }

    record SourceView(String url, @Nullable String etag) {}

    record CountsView(int total, int processed, int stored, int failed, int distinct) {}

    record HostView(String host, int count, @Nullable String detail) {}

    record FailureView(
            String code, String message, boolean retryable, int count, List<HostView> hosts) {

        private static final int MOST_HOSTS = 20;

        static FailureView of(Failures failures) {
            var code = failures.code();
            return new FailureView(
                    code.word(),
                    code.sentence(),
                    code.retryable(),
                    failures.count(),
                    failures.hosts().stream()
                            .limit(MOST_HOSTS)
                            .map(of -> new HostView(of.host(), of.count(), of.detail()))
                            .toList());
        }
    }

    record WaitingView(String host, int images, Instant resumeAt) {}

    record LinksView(
            String self,
            String images,
            String products,
            String results,
            String resultsCsv,
            String errorsCsv,
            String resultsZip,
            String events,
            String page) {}

    static BatchView of(
            Batch batch, List<Failures> failures, List<Lanes.Waiting> waiting, String base) {
        var counts = batch.counts();
        var times = batch.times();
        return new BatchView(
                batch.id().toString(),
                batch.name(),
                batch.status().word(),
                millis(times.created()),
                millis(times.updated()),
                times.started() == null ? null : millis(times.started()),
                times.finished() == null ? null : millis(times.finished()),
                batch.kept().expires() == null ? null : millis(batch.kept().expires()),
                batch.kept().outputsExpire() == null ? null : millis(batch.kept().outputsExpire()),
                batch.kept().keep() instanceof Keep.ForEver,
                batch.source() == null
                        ? null
                        : new SourceView(batch.source().url(), batch.source().etag()),
                batch.rows(),
                new CountsView(
                        counts.total(),
                        counts.processed(),
                        counts.stored(),
                        counts.failed(),
                        counts.distinct()),
                batch.completionPercentage(),
                counts.bytesIn(),
                counts.bytesOut(),
                batch.status().ended() ? 0 : Math.round(10 * batch.imagesPerSecond()) / 10.0,
                batch.etaSeconds(),
                batch.priority(),
                recipe(batch.recipe()),
                batch.hasNamedOutputs()
                        ? batch.outputs().stream()
                                .map(
                                        output ->
                                                new OutputRecipeView(
                                                        output.name(), recipe(output.recipe())))
                                .toList()
                        : List.of(),
                batch.nameTemplate(),
                batch.warnings(),
                batch.formulaCells(),
                batch.cameAsWorkbook() ? "xlsx" : "csv",
                batch.pictures(),
                RunView.of(batch.run()),
                failures.stream().map(FailureView::of).toList(),
                waiting.stream()
                        .map(w -> new WaitingView(w.host(), w.images(), millis(w.resumeAt())))
                        .toList(),
                links(base, batch.id().toString()));
    }

    private static LinksView links(String base, String id) {
        var self = base + "/v1/batches/" + id;
        return new LinksView(
                self,
                self + "/images",
                self + "/products",
                self + "/results",
                self + "/results.csv",
                self + "/errors.csv",
                self + "/results.zip",
                self + "/events",
                base + "/batches/" + id);
    }

    public static Instant millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static Map<String, @Nullable Object> recipe(Recipe recipe) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (RecipeField field : RecipeField.ALL) {
            fields.put(field.name(), field.json(recipe));
        }
        return fields;
    }
}
