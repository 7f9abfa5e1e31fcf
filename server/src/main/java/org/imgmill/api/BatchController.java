package org.imgmill.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.batch.Batch;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Control;
import org.imgmill.batch.FailureCode;
import org.imgmill.batch.FailureLimit;
import org.imgmill.batch.NewBatch;
import org.imgmill.transcode.Recipe;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Batches: handing them in, watching and steering them.
@RestController
@RequestMapping("/v1/batches")
class BatchController {

    private static final Set<String> FORM =
            with(
                    Fields.RECIPE,
                    "name",
                    "priority",
                    "max_failures",
                    "url_separator",
                    "on_error",
                    "dry_run");
    private static final Set<String> JSON =
            Set.of("images", "recipe", "name", "priority", "max_failures");

    private final Accept accept;
    private final DryRun dryRun;
    private final Batches batches;
    private final Control control;
    private final Views views;

    BatchController(Accept accept, DryRun dryRun, Batches batches, Control control, Views views) {
        this.accept = accept;
        this.dryRun = dryRun;
        this.batches = batches;
        this.control = control;
        this.views = views;
    }

    private static Set<String> with(Set<String> some, String... more) {
        var all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> upload(MultipartHttpServletRequest request) {
        var fields = new Fields(single(request.getParameterMap()));
        fields.refuseAllBut(FORM);
        var file = file(request);
        var recipe = fields.recipe();
        boolean skip = fields.word("on_error", OnError.class, OnError.REJECT) == OnError.SKIP;
        var options = accept.options(skip, fields.text("url_separator"));
        if (fields.flag("dry_run")) {
            return ResponseEntity.ok(dryRun.read(file::getInputStream, options));
        }
        var name = fields.text("name") != null ? fields.text("name") : file.getOriginalFilename();
        return accepted(accept.file(file::getInputStream, wanted(name, fields, recipe), options));
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
                    if (values.length > 1) {
                        throw new BadRequest(
                                "invalid_field",
                                "%s is given %d times.".formatted(name, values.length));
                    }
                    single.put(name, values[0]);
                });
        return single;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> list(@RequestBody Map<String, @Nullable Object> body) {
        var unknown = new HashMap<String, String>();
        body.keySet().forEach(name -> unknown.put(name, ""));
        new Fields(unknown).refuseAllBut(JSON);
        var images = images(body.get("images"));
        var recipe = texts(body.get("recipe"));
        var recipeFields = new Fields(recipe);
        recipeFields.refuseAllBut(Fields.RECIPE);
        var rest = new HashMap<>(body);
        rest.remove("images");
        rest.remove("recipe");
        var name = body.get("name") == null ? "images.json" : body.get("name").toString();
        return accepted(
                accept.list(images, wanted(name, new Fields(texts(rest)), recipeFields.recipe())));
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
                    recipe,
                    fields.integer("priority", 0, -100, 100),
                    limit == null ? null : FailureLimit.parse(limit));
        } catch (IllegalArgumentException e) {
            throw new BadRequest("invalid_field", e.getMessage() + ".");
        }
    }

    private ResponseEntity<BatchView> accepted(Batch batch) {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/batches/" + batch.id()))
                .header("Retry-After", "1")
                .body(views.show(batch));
    }

    @GetMapping
    Page<BatchView> list(
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int size = Page.limit(limit, 50);
        var statuses = EnumSet.noneOf(BatchStatus.class);
        for (var word : status == null ? List.<String>of() : status) {
            statuses.add(status(word));
        }
        var from =
                after == null
                        ? null
                        : Views.id(after).orElseThrow(() -> new NoSuch("batch", after));
        return Page.of(
                batches.list(statuses, q, from, size + 1),
                size,
                views::showBriefly,
                batch -> batch.id().toString());
    }

    private static BatchStatus status(String word) {
        try {
            return BatchStatus.of(word);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("invalid_field", "There is no status \"%s\".".formatted(word));
        }
    }

    @GetMapping("/{id}")
    BatchView show(@PathVariable String id) {
        return views.show(views.find(id));
    }

    @PostMapping("/{id}/cancel")
    BatchView cancel(@PathVariable String id) {
        return steered(id, control.cancel(views.find(id).id()), "cancelled");
    }

    @PostMapping("/{id}/pause")
    BatchView pause(@PathVariable String id) {
        return steered(id, control.pause(views.find(id).id()), "paused");
    }

    @PostMapping("/{id}/resume")
    BatchView resume(@PathVariable String id) {
        return steered(id, control.resume(views.find(id).id()), "resumed");
    }

    private BatchView steered(String id, boolean done, String verb) {
        var batch = views.find(id);
        if (!done) {
            throw new WrongState(
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
            codes.add(ImagesController.code(word));
        }
        control.retry(views.find(id).id(), codes);
        return views.show(views.find(id));
    }

    /// @param priority higher goes first
    record Change(@Nullable Integer priority) {}

    @PatchMapping("/{id}")
    BatchView change(@PathVariable String id, @RequestBody Change change) {
        var priority = change.priority();
        if (priority == null || priority < -100 || priority > 100) {
            throw new BadRequest("invalid_field", "priority is a whole number from -100 to 100.");
        }
        control.prioritise(views.find(id).id(), priority);
        return views.show(views.find(id));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        control.delete(views.find(id).id());
        return ResponseEntity.noContent().build();
    }
}
