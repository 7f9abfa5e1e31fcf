package org.imgmill.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.auth.Caller;
import org.imgmill.batch.FailureLimit;
import org.imgmill.batch.NewBatch;
import org.imgmill.transcode.Recipe;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Batches: handing them in, as a catalogue or as a list of images.
@RestController
@RequestMapping("/v1/batches")
class UploadController {

    private static final Set<String> FORM =
            with(
                    Fields.RECIPE,
                    "name",
                    "priority",
                    "max_failures",
                    "url_separator",
                    "on_error",
                    "dry_run",
                    "webhook_url",
                    "webhook_urls",
                    "webhook_events",
                    "webhook_body");
    private static final Set<String> JSON =
            with(
                    WebhookFields.NAMES,
                    "images",
                    "recipe",
                    "name",
                    "priority",
                    "max_failures",
                    "webhooks");

    private final Accept accept;
    private final DryRun dryRun;
    private final WebhookFields webhooks;
    private final Idempotency idempotency;
    private final Views views;

    UploadController(
            Accept accept,
            DryRun dryRun,
            WebhookFields webhooks,
            Idempotency idempotency,
            Views views) {
        this.accept = accept;
        this.dryRun = dryRun;
        this.webhooks = webhooks;
        this.idempotency = idempotency;
        this.views = views;
    }

    private static Set<String> with(Set<String> some, String... more) {
        var all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> upload(MultipartHttpServletRequest request) {
        var parameters = request.getParameterMap();
        var fields = new Fields(single(parameters));
        fields.refuseAllBut(FORM);
        var file = file(request);
        var recipe = fields.recipe();
        boolean skip = fields.word("on_error", OnError.class, OnError.REJECT) == OnError.SKIP;
        var options = accept.options(skip, fields.text("url_separator"));
        if (fields.flag("dry_run")) {
            return ResponseEntity.ok(dryRun.read(file::getInputStream, options));
        }
        var name = fields.text("name") != null ? fields.text("name") : file.getOriginalFilename();
        var wanted = wanted(name, fields, recipe);
        var hooks = webhooks.ofForm(parameters);
        return accepted(
                idempotency.once(
                        request,
                        digest -> digest.fields(parameters).file(file::getInputStream),
                        () -> accept.file(file::getInputStream, wanted, options, hooks)));
    }

    private enum OnError {
        REJECT,
        SKIP
    }

    private static MultipartFile file(MultipartHttpServletRequest request) {
        for (var name : request.getFileMap().keySet()) {
            if (!name.equals("file")) {
                throw new BadRequest(
                        "unknown_field",
                        "There is no field \"%s\" for a file; it is called \"file\"."
                                .formatted(name));
            }
        }
        var files = request.getFiles("file");
        if (files.size() != 1) {
            throw new BadRequest(
                    "missing_file",
                    files.isEmpty()
                            ? "The form has no file. Send the catalogue in the field \"file\"."
                            : "The form has "
                                    + files.size()
                                    + " files; one catalogue is one batch.");
        }
        if (files.getFirst().isEmpty()) {
            throw new BadRequest("empty_file", "The file is empty.");
        }
        return files.getFirst();
    }

    private static Map<String, String> single(Map<String, String[]> parameters) {
        var single = new TreeMap<String, String>();
        parameters.forEach(
                (name, values) -> {
                    if (values.length > 1 && !WebhookFields.NAMES.contains(name)) {
                        throw new BadRequest(
                                "invalid_field",
                                "%s is given %d times.".formatted(name, values.length));
                    }
                    single.put(name, values[0]);
                });
        return single;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> list(
            @RequestBody Map<String, @Nullable Object> body, HttpServletRequest request) {
        var unknown = new HashMap<String, String>();
        body.keySet().forEach(name -> unknown.put(name, ""));
        new Fields(unknown).refuseAllBut(JSON);
        var images = images(body.get("images"));
        var recipe = texts(body.get("recipe"));
        var recipeFields = new Fields(recipe);
        recipeFields.refuseAllBut(Fields.RECIPE);
        var rest = new HashMap<>(body);
        rest.keySet().retainAll(Set.of("name", "priority", "max_failures"));
        var name = body.get("name") == null ? "images.json" : body.get("name").toString();
        var wanted = wanted(name, new Fields(texts(rest)), recipeFields.recipe());
        var hooks = webhooks.ofJson(body);
        return accepted(
                idempotency.once(
                        request,
                        digest -> digest.json(body),
                        () -> accept.list(images, wanted, hooks)));
    }

    private static List<Accept.ListedImage> images(@Nullable Object images) {
        if (!(images instanceof List<?> list) || list.isEmpty()) {
            throw new BadRequest(
                    "missing_images",
                    "images is a list of at least one {\"id\": ..., \"url\": ...}.");
        }
        var all = new ArrayList<Accept.ListedImage>(list.size());
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Map<?, ?> image)
                    || !(image.get("url") instanceof String url)
                    || url.isBlank()) {
                throw new BadRequest("invalid_image", "images[%d] has no \"url\".".formatted(i));
            }
            var id = image.get("id");
            all.add(
                    new Accept.ListedImage(
                            id == null ? Integer.toString(i + 1) : id.toString(), url.strip()));
        }
        return all;
    }

    private static Map<String, String> texts(@Nullable Object object) {
        var texts = new TreeMap<String, String>();
        if (object instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) -> {
                        if (value != null) {
                            texts.put(name.toString(), value.toString());
                        }
                    });
        } else if (object != null) {
            throw new BadRequest("invalid_field", "recipe is an object such as {\"quality\": 50}.");
        }
        return texts;
    }

    private static NewBatch wanted(@Nullable String name, Fields fields, Recipe recipe) {
        var limit = fields.text("max_failures");
        try {
            return new NewBatch(
                    name == null || name.isBlank() ? "catalogue" : name,
                    "v1",
                    Caller.current().key(),
                    recipe,
                    fields.integer("priority", 0, -100, 100),
                    limit == null ? null : FailureLimit.parse(limit));
        } catch (IllegalArgumentException e) {
            throw new BadRequest("invalid_field", e.getMessage() + ".");
        }
    }

    private ResponseEntity<AcceptedView> accepted(Accept.Accepted accepted) {
        var batch = accepted.batch();
        return ResponseEntity.accepted()
                .location(URI.create("/v1/batches/" + batch.id()))
                .header("Retry-After", "1")
                .body(
                        new AcceptedView(
                                views.show(batch),
                                accepted.webhooks().stream()
                                        .map(WebhookView::withSecret)
                                        .toList()));
    }

    /// The batch, and the only sight of its webhooks' secrets.
    record AcceptedView(@JsonUnwrapped BatchView batch, List<WebhookView> webhooks) {}
}
