package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.imgmill.api.batches.Views;
import org.imgmill.api.errors.LineError;
import org.imgmill.api.intake.Accept;
import org.imgmill.api.intake.ArrivingForm;
import org.imgmill.api.outputs.Outputs;
import org.imgmill.api.outputs.OutputsController;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Batch;
import org.imgmill.batch.Dialect;
import org.imgmill.batch.Face;
import org.imgmill.batch.NewBatch;
import org.imgmill.limits.ParsingThreads;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.webhook.Deliveries;
import org.imgmill.webhook.EventType;
import org.imgmill.webhook.NewWebhook;
import org.imgmill.webhook.WebhookStatus;
import org.imgmill.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The calls of /v1 as the older faces need them: each face only puts them into its own words.
@Component
class FaceCalls {

    /// Its server looks at the names of the columns and at the URLs, not at the file's name.
    private static final Face LAX = new Face(Dialect.ASYNC_IMAGE_PROCESSING, false);

    private final Accept accept;
    private final Views views;
    private final Outputs outputs;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final PublicUrl links;
    private final OlderBody bodies;
    private final ParsingThreads threads;
    private final CompatSettings recipes;

    FaceCalls(
            Accept accept,
            Views views,
            Outputs outputs,
            Webhooks webhooks,
            Deliveries deliveries,
            PublicUrl links,
            OlderBody bodies,
            ParsingThreads threads,
            CompatSettings recipes) {
        this.accept = accept;
        this.views = views;
        this.outputs = outputs;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.links = links;
        this.bodies = bodies;
        this.threads = threads;
        this.recipes = recipes;
    }

    /// Takes in the form's `file`, with the webhooks of `webhook_url` and `webhook_urls`.
    ///
    /// @throws Refused if it is not taken; nothing is kept then
    Batch upload(HttpServletRequest request, Face face) {
        var form = ArrivingForm.of(request);
        if (form == null) {
            throw noFile("No multipart form with a file was sent");
        }
        boolean lax = face.equals(LAX);
        var options = lax ? accept.strict().needingUrlsOnly() : accept.strict();
        form.watchedBy(
                (file, arriving, _) -> {
                    if (lax || isNamedCsv(file)) {
                        accept.check(arriving, options);
                    }
                });
        try {
            var file = file(form, lax);
            var hooks = hooks(form, face);
            var wanted =
                    new NewBatch(
                                    String.valueOf(file.getOriginalFilename()),
                                    face,
                                    Caller.current().key(),
                                    accept.possible(recipes.of(face)),
                                    0,
                                    null)
                            .askedAt(links.remembered());
            return threads.run(
                    () -> accept.file(file::getInputStream, wanted, options, hooks).batch());
        } catch (Refused e) {
            throw inOneSentence(e);
        }
    }

    /// The older documents have no list of lines: the first one is named in the sentence.
    private static Refused inOneSentence(Refused e) {
        var first = LineError.first(e);
        return first == null
                ? e
                : new Refused(
                        e.type(),
                        (first.line() > 0 ? "Line " + first.line() + ": " : "") + first.message());
    }

    private static Refused noFile(String sentence) {
        return new Refused(ProblemType.MISSING_FILE, sentence);
    }

    private static MultipartFile file(MultipartHttpServletRequest form, boolean anyName) {
        var file = form.getFile("file");
        if (file == null) {
            throw noFile("No file was sent in the field \"file\"");
        }
        if (!anyName && !isNamedCsv(file)) {
            throw new Refused(ProblemType.INVALID_CATALOGUE, "Only CSV files are supported");
        }
        if (file.isEmpty()) {
            throw noFile("The file is empty");
        }
        return file;
    }

    private static boolean isNamedCsv(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name != null && name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private List<NewWebhook> hooks(MultipartHttpServletRequest form, Face face) {
        var urls = new ArrayList<String>();
        for (var value : values(form, "webhook_urls")) {
            urls.addAll(Arrays.asList(value.split(",", -1)));
        }
        urls.addAll(values(form, "webhook_url"));
        return urls.stream()
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .distinct()
                .map(url -> hook(url, face))
                .toList();
    }

    private static List<String> values(MultipartHttpServletRequest form, String name) {
        var values = form.getParameterValues(name);
        return values == null ? List.of() : List.of(values);
    }

    private NewWebhook hook(String url, Face face) {
        return webhooks.check(url, EnumSet.noneOf(EventType.class), null, face);
    }

    /// Adds a webhook to a batch that is still running.
    ///
    /// @throws Refused if there is no such batch, it has ended, or the URL cannot be called
    void addWebhook(String id, @Nullable String url, Face face) {
        var batch = find(id);
        if (url == null || url.isBlank()) {
            throw new Refused(ProblemType.INVALID_WEBHOOK, "webhook_url is required");
        }
        if (batch.status().ended()) {
            throw new Refused(ProblemType.INVALID_WEBHOOK, "Cannot add webhook to a completed job");
        }
        webhooks.register(batch.id(), hook(url, face));
    }

    /// @throws Refused if there is no such batch; a malformed id is an unknown one
    Batch find(@Nullable String id) {
        try {
            return views.find(id == null ? "" : id);
        } catch (Refused e) {
            throw new Refused(ProblemType.NOT_FOUND, "Request ID not found");
        }
    }

    /// Whether the batch's webhooks know how it ended.
    WebhookStatus told(Batch batch) {
        return deliveries.told(batch.id());
    }

    /// @param path with a slash at the start
    String link(String path) {
        return links.of(path);
    }

    /// Where the results are once the batch ended; before that, nothing.
    String resultsLink(Batch batch, Face face) {
        return bodies.resultsLink(face, batch);
    }

    /// The output CSV as a download.
    ///
    /// @throws Refused until the batch ended
    ResponseEntity<StreamingResponseBody> results(@Nullable String id, boolean csvSafe) {
        var batch = find(id);
        if (!batch.status().ended()) {
            throw new Refused(ProblemType.NOT_FOUND, "Processing is not complete");
        }
        return OutputsController.attachment(
                batch,
                "results",
                links.carried(out -> outputs.results(batch, Outputs.Form.plain(csvSafe), out)));
    }
}
