package org.imgmill.api.outputs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.api.batches.Views;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Batches;
import org.imgmill.batch.CompareRuns;
import org.imgmill.catalogue.ChangesWriter;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// What changed between a run of a catalogue and the run before it.
@RestController
class ChangesController {

    private final Views views;
    private final Batches batches;
    private final CompareRuns runs;
    private final HeaderJson headers;
    private final Storage storage;
    private final PublicUrl links;

    ChangesController(
            Views views,
            Batches batches,
            CompareRuns runs,
            HeaderJson headers,
            Storage storage,
            PublicUrl links) {
        this.views = views;
        this.batches = batches;
        this.runs = runs;
        this.headers = headers;
        this.storage = storage;
        this.links = links;
    }

    @GetMapping("/v1/batches/{id}/changes.csv")
    ResponseEntity<StreamingResponseBody> changes(@PathVariable String id) {
        var batch = views.find(id);
        var run = batch.run();
        if (run == null || run.changes() == null) {
            throw new Refused(
                    ProblemType.WRONG_STATE,
                    run == null
                            ? "This batch is no run of a catalogue."
                            : "What changed is known some seconds after the run has completed.");
        }
        var since = run.changes().since();
        var before =
                since == null
                        ? null
                        : batches.find(since)
                                .orElseThrow(
                                        () ->
                                                new Refused(
                                                        ProblemType.WRONG_STATE,
                                                        "The run before, %s, was deleted."
                                                                .formatted(since)));
        return OutputsController.attachment(
                batch, "changes", links.carried(out -> write(batch, before, out)));
    }

    private void write(Batch batch, @Nullable Batch before, OutputStream out) throws IOException {
        try (var writer = new ChangesWriter(out, headers.header(batch))) {
            runs.each(
                    batch,
                    before,
                    change -> {
                        try {
                            writer.change(
                                    change.kind().name().toLowerCase(Locale.ROOT),
                                    change.row(),
                                    change.url(),
                                    link(change.before()),
                                    link(change.now()));
                        } catch (IOException e) {
                            throw new UncheckedIOException("the client went away", e);
                        }
                    });
        }
    }

    private String link(@Nullable String key) {
        return key == null ? "" : storage.link(key);
    }
}
