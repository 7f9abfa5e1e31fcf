package org.imgmill.api.batches;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.imgmill.attempt.FailureCode;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchFilter;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.BatchVerbs;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Catalogues;
import org.imgmill.batch.LastingCatalogue;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Batches: watching and steering them.
@RestController
@RequestMapping(path = "/v1/batches", produces = MediaType.APPLICATION_JSON_VALUE)
class BatchController {

    private final Batches batches;
    private final BatchVerbs verbs;
    private final Views views;
    private final Catalogues catalogues;

    BatchController(Batches batches, BatchVerbs verbs, Views views, Catalogues catalogues) {
        this.catalogues = catalogues;
        this.batches = batches;
        this.verbs = verbs;
        this.views = views;
    }

    /// @param total how many there are on all pages; null: nobody asked
    @Schema(name = "PageBatchView")
    record BatchesView(List<BatchView> data, @Nullable String next, @Nullable Long total) {}

    @GetMapping
    BatchesView list(
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String catalogue,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "0") int skip,
            @RequestParam(defaultValue = "false") boolean total) {
        int size = Page.limit(limit, 50);
        if (skip < 0) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "skip is a whole number from 0 on, not \"%d\".".formatted(skip));
        }
        var statuses = EnumSet.noneOf(BatchStatus.class);
        for (var word : status == null ? List.<String>of() : status) {
            statuses.add(status(word));
        }
        var from =
                after == null
                        ? null
                        : Views.id(after)
                                .flatMap(batches::find)
                                .map(Batch::id)
                                .orElseThrow(Page::wrongCursor);
        var filter =
                new BatchFilter(
                        Caller.current().only(),
                        statuses,
                        q,
                        catalogue == null ? null : catalogue(catalogue));
        var page =
                Page.of(
                        batches.list(filter, from, skip, size + 1),
                        size,
                        views::showBriefly,
                        batch -> batch.id().toString());
        return new BatchesView(page.data(), page.next(), total ? batches.count(filter) : null);
    }

    /// A deleted catalogue still has its runs, and is named by its id.
    private UUID catalogue(String text) {
        return Views.id(text)
                .or(() -> catalogues.find(Caller.current().key(), text).map(LastingCatalogue::id))
                .orElseThrow(() -> Refused.noSuch("catalogue", text));
    }

    private static BatchStatus status(String word) {
        try {
            return BatchStatus.of(word);
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    ProblemType.INVALID_FIELD, "There is no status \"%s\".".formatted(word));
        }
    }

    @GetMapping("/{id}")
    BatchView show(@PathVariable String id) {
        return views.show(views.find(id));
    }

    @PostMapping("/{id}/cancel")
    BatchView cancel(@PathVariable String id) {
        return steered(id, verbs.cancel(views.find(id).id()), "cancelled");
    }

    @PostMapping("/{id}/pause")
    BatchView pause(@PathVariable String id) {
        return steered(id, verbs.pause(views.find(id).id()), "paused");
    }

    @PostMapping("/{id}/resume")
    BatchView resume(@PathVariable String id) {
        return steered(id, verbs.resume(views.find(id).id()), "resumed");
    }

    private BatchView steered(String id, boolean done, String verb) {
        var batch = views.find(id);
        if (!done) {
            throw new Refused(
                    ProblemType.WRONG_STATE,
                    "The batch could not be %s: it had already ended (%s)."
                            .formatted(verb, batch.status().word()));
        }
        return views.show(batch);
    }

    /// @param codes only images that failed like this; null or empty: all
    record Retry(@Nullable Set<String> codes) {}

    @PostMapping("/{id}/retry")
    BatchView retry(@PathVariable String id, @RequestBody(required = false) @Nullable Retry body) {
        var codes = EnumSet.noneOf(FailureCode.class);
        for (var word : body == null || body.codes() == null ? Set.<String>of() : body.codes()) {
            codes.add(ImagesController.code(String.valueOf(word)));
        }
        var batch = views.find(id);
        if (!batch.hasOutputs()) {
            throw new Refused(
                    ProblemType.WRONG_STATE,
                    "The outputs of this batch are past the time they were kept for and were removed. Hand its errors.csv in as a batch of its own.");
        }
        verbs.retry(batch.id(), codes);
        return views.show(views.find(id));
    }

    /// @param priority higher goes first
    /// @param keep true: until somebody deletes it; false: as long as the settings say; or a date
    record Change(
            @Nullable Integer priority,
            @Schema(types = {"boolean", "string"}) @Nullable Object keep) {}

    @PatchMapping("/{id}")
    BatchView change(@PathVariable String id, @RequestBody Change change) {
        var priority = change.priority();
        var keep = change.keep() == null ? null : KeepField.parse(change.keep().toString());
        if (priority == null ? keep == null : priority < -100 || priority > 100) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "priority is a whole number from -100 to 100; keep is true, false or a date.");
        }
        var batch = views.find(id).id();
        if (priority != null) {
            verbs.prioritise(batch, priority);
        }
        if (keep != null) {
            verbs.keep(batch, keep);
        }
        return views.show(views.find(id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        verbs.delete(views.find(id).id());
        return ResponseEntity.noContent().build();
    }
}
