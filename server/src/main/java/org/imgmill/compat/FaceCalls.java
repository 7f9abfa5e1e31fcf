package org.imgmill.compat;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.imgmill.api.batches.Views;
import org.imgmill.api.errors.CatalogueRefused;
import org.imgmill.api.errors.NoSuch;
import org.imgmill.api.intake.Accept;
import org.imgmill.api.intake.ArrivingForm;
import org.imgmill.api.outputs.Outputs;
import org.imgmill.api.outputs.OutputsController;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Batch;
import org.imgmill.batch.NewBatch;
import org.imgmill.compat.FaceRefusal.Kind;
import org.imgmill.limits.OverLimit;
import org.imgmill.links.PublicUrl;
import org.imgmill.transcode.Recipe;
import org.imgmill.webhook.Deliveries;
import org.imgmill.webhook.EventType;
import org.imgmill.webhook.InvalidWebhook;
import org.imgmill.webhook.NewWebhook;
import org.imgmill.webhook.OlderFace;
import org.imgmill.webhook.Told;
import org.imgmill.webhook.Webhooks;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The calls of /v1 as the older faces need them: each face only puts them into its own words.
@Component
public class FaceCalls {

    private final Accept accept;
    private final Views views;
    private final Outputs outputs;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final PublicUrl links;

    FaceCalls(
            Accept accept,
            Views views,
            Outputs outputs,
            Webhooks webhooks,
            Deliveries deliveries,
            PublicUrl links) {
        this.accept = accept;
        this.views = views;
        this.outputs = outputs;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.links = links;
    }

    /// Takes in the form's `file`, with the webhooks of `webhook_url` and `webhook_urls`.
    ///
    /// @throws FaceRefusal if it is not taken; nothing is kept then
    public Batch upload(HttpServletRequest request, OlderFace face) {
        var form = ArrivingForm.of(request);
        if (form == null) {
            throw new FaceRefusal(Kind.NO_FILE, "No multipart form with a file was sent");
        }
        var options = accept.options(false, null);
        form.watchedBy(
                (file, arriving, _) -> {
                    if (isNamedCsv(file)) {
                        accept.check(arriving, options);
                    }
                });
        try {
            var file = file(form);
            var hooks = hooks(form, face);
            var wanted =
                    new NewBatch(
                            String.valueOf(file.getOriginalFilename()),
                            face.face(),
                            Caller.current().key(),
                            Recipe.DEFAULT,
                            0,
                            null);
            return accept.file(file::getInputStream, wanted, options, hooks).batch();
        } catch (CatalogueRefused e) {
            var first = e.problems().first().getFirst();
            var where = first.line() > 0 ? "Line " + first.line() + ": " : "";
            throw new FaceRefusal(
                    e.tooLarge() ? Kind.TOO_LARGE : Kind.INVALID_CATALOGUE,
                    where + first.message());
        } catch (InvalidWebhook e) {
            throw new FaceRefusal(Kind.INVALID_WEBHOOK, e.sentence());
        } catch (OverLimit e) {
            throw FaceRefusal.later(e.sentence(), e.retryAfter());
        }
    }

    private static MultipartFile file(MultipartHttpServletRequest form) {
        var file = form.getFile("file");
        if (file == null) {
            throw new FaceRefusal(Kind.NO_FILE, "No file was sent in the field \"file\"");
        }
        if (!isNamedCsv(file)) {
            throw new FaceRefusal(Kind.WRONG_TYPE, "Only CSV files are supported");
        }
        if (file.isEmpty()) {
            throw new FaceRefusal(Kind.NO_FILE, "The file is empty");
        }
        return file;
    }

    private static boolean isNamedCsv(MultipartFile file) {
        var name = file.getOriginalFilename();
        return name != null && name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private List<NewWebhook> hooks(MultipartHttpServletRequest form, OlderFace face) {
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

    private NewWebhook hook(String url, OlderFace face) {
        try {
            return webhooks.check(url, EnumSet.noneOf(EventType.class), null, face.face());
        } catch (InvalidWebhook e) {
            throw new FaceRefusal(Kind.INVALID_WEBHOOK, e.sentence());
        }
    }

    /// Adds a webhook to a batch that is still running.
    ///
    /// @throws FaceRefusal if there is no such batch, it has ended, or the URL cannot be called
    public void addWebhook(String id, @Nullable String url, OlderFace face) {
        var batch = find(id);
        if (url == null || url.isBlank()) {
            throw new FaceRefusal(Kind.INVALID_WEBHOOK, "webhook_url is required");
        }
        if (batch.status().ended()) {
            throw new FaceRefusal(Kind.INVALID_WEBHOOK, "Cannot add webhook to a completed job");
        }
        try {
            webhooks.register(batch.id(), hook(url, face));
        } catch (InvalidWebhook e) {
            throw new FaceRefusal(Kind.INVALID_WEBHOOK, e.sentence());
        }
    }

    /// @throws FaceRefusal if there is no such batch; a malformed id is an unknown one
    public Batch find(@Nullable String id) {
        try {
            return views.find(id == null ? "" : id);
        } catch (NoSuch e) {
            throw new FaceRefusal(Kind.UNKNOWN_ID, "Request ID not found");
        }
    }

    /// Whether the batch's webhooks know how it ended.
    public Told told(Batch batch) {
        return deliveries.told(batch.id());
    }

    /// @param path with a slash at the start
    public String link(String path) {
        return links.of(path);
    }

    /// Where the results are once the batch ended; before that, nothing.
    public String resultsLink(Batch batch, OlderFace face) {
        return batch.status().ended() ? links.of(face.resultsPath(batch)) : "";
    }

    /// The output CSV as a download.
    ///
    /// @throws FaceRefusal until the batch ended
    public ResponseEntity<StreamingResponseBody> results(@Nullable String id) {
        var batch = find(id);
        if (!batch.status().ended()) {
            throw new FaceRefusal(Kind.UNKNOWN_ID, "Processing is not complete");
        }
        return OutputsController.attachment(
                batch, "results", out -> outputs.results(batch, false, out));
    }
}
