package org.imgmill.api.intake;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.api.batches.Views;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.limits.UploadPaths;
import org.imgmill.links.PublicUrl;
import org.imgmill.node.Folders;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Batches handed in as a list of images.
@RestController
@RequestMapping(path = "/v1/batches", produces = MediaType.APPLICATION_JSON_VALUE)
class ListController {

    private static final Set<String> LIST =
            Fields.with(
                    WebhookFields.NAMES,
                    "images",
                    "recipe",
                    "name",
                    "priority",
                    "max_failures",
                    "keep",
                    "name_template",
                    "outputs",
                    PresetFields.NAME,
                    CatalogueFields.NAME,
                    CatalogueFields.FORCE,
                    "webhooks");

    /// What a catalogue at an address is asked for with, instead of `images`.
    private static final Set<String> SOURCE =
            Fields.with(
                    Fields.with(LIST, "source_url", "columns", "header_row", "sheet", "encoding"),
                    "delimiter",
                    "url_separator",
                    "on_error");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Accept accept;
    private final WebhookFields webhooks;
    private final Idempotency idempotency;
    private final Views views;
    private final Path scratch;
    private final UploadController uploads;
    private final PublicUrl links;
    private final PresetFields presets;
    private final CatalogueFields catalogues;
    private final DryRun dryRun;
    private final Estimates estimates;

    ListController(
            Accept accept,
            WebhookFields webhooks,
            Idempotency idempotency,
            Views views,
            Folders folders,
            UploadController uploads,
            PublicUrl links,
            PresetFields presets,
            CatalogueFields catalogues,
            DryRun dryRun,
            Estimates estimates) {
        this.estimates = estimates;
        this.catalogues = catalogues;
        this.dryRun = dryRun;
        this.uploads = uploads;
        this.presets = presets;
        this.links = links;
        this.accept = accept;
        this.webhooks = webhooks;
        this.idempotency = idempotency;
        this.views = views;
        this.scratch = folders.temporary();
    }

    @ApiResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(implementation = AcceptedView.class)))
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> list(HttpServletRequest request) throws IOException {
        var file = new SpooledFile("images", "images.json", scratch);
        try {
            try (var arriving = file.filledBy(request.getInputStream())) {
                arriving.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new HttpMessageNotReadableException(
                        "the list did not arrive", e, new ServletServerHttpRequest(request));
            }
            return list(new ListedImages(file::getInputStream), request);
        } finally {
            file.discard();
        }
    }

    private static Set<String> known(Set<String> of, HttpServletRequest request) {
        if (UploadPaths.isDryRun(request)) {
            return Fields.with(of, Estimates.NAME);
        }
        return UploadPaths.isOfOneForm(request)
                ? of
                : Fields.with(of, Fields.DRY_RUN, Estimates.NAME);
    }

    private ResponseEntity<?> list(ListedImages images, HttpServletRequest request)
            throws IOException {
        var body = images.fields();
        var unknown = new HashMap<String, String>();
        body.keySet().forEach(name -> unknown.put(name, ""));
        boolean source = body.get("source_url") != null;
        var known = source ? SOURCE : LIST;
        new Fields(unknown).refuseAllBut(known(known, request));
        if (source) {
            return fetched(images, body, request);
        }
        images.refuseWrongOnes();
        var recipe = texts(body.get("recipe"));
        var recipeFields = new Fields(recipe);
        recipeFields.refuseAllBut(Fields.RECIPE);
        var made = new TreeMap<>(recipe);
        addOutputs(body, made);
        for (var field :
                List.of(
                        "name_template",
                        PresetFields.NAME,
                        CatalogueFields.NAME,
                        CatalogueFields.FORCE)) {
            if (body.get(field) != null) {
                made.put(field, String.valueOf(body.get(field)));
            }
        }
        var under = new Fields(made).under(presets);
        var rest = new HashMap<String, @Nullable Object>(body);
        rest.keySet().retainAll(Set.of("name", "priority", "max_failures", "keep"));
        var name = body.get("name") == null ? "images.json" : body.get("name").toString();
        var outputs = accept.possible(under.outputs());
        var wanted =
                new Fields(named(rest, under.text("name_template")))
                        .wanted(name, outputs)
                        .as(catalogues.run(under, outputs))
                        .askedAt(links.remembered());
        var lookedInto = new Fields(texts(dryRunOf(body)));
        boolean estimated = Estimates.isWanted(lookedInto, request);
        if (UploadController.isDryRun(lookedInto, request)) {
            var looked = dryRun.count(images);
            return ResponseEntity.ok(
                    estimated ? estimates.add(looked, outputs, request) : looked.report());
        }
        var hooks = catalogues.hooks(wanted, webhooks.ofJson(body));
        return AcceptedView.answer(
                idempotency.once(
                        request,
                        digest -> digest.list(images, body),
                        () -> accept.list(images, wanted, hooks)),
                views);
    }

    private ResponseEntity<?> fetched(
            ListedImages images, Map<String, @Nullable Object> body, HttpServletRequest request) {
        if (images.any()) {
            throw new Refused(
                    ProblemType.INVALID_FIELD, "images and source_url exclude each other.");
        }
        var recipe = texts(body.get("recipe"));
        new Fields(recipe).refuseAllBut(Fields.RECIPE);
        var all = new TreeMap<>(recipe);
        var rest = new HashMap<>(body);
        rest.keySet().removeAll(WebhookFields.NAMES);
        rest.keySet().removeAll(Set.of("recipe", "webhooks"));
        var columns = rest.remove("columns");
        if (columns != null) {
            all.put(
                    "columns",
                    columns instanceof String word ? word : MAPPER.writeValueAsString(columns));
        }
        all.putAll(texts(rest));
        addOutputs(body, all);
        var said = Map.of("", new String[] {MAPPER.writeValueAsString(new TreeMap<>(body))});
        return uploads.fetched(new Fields(all), () -> webhooks.ofJson(body), request, said);
    }

    private static Map<String, String> named(
            Map<String, @Nullable Object> rest, @Nullable String template) {
        var fields = new TreeMap<>(texts(rest));
        if (template != null) {
            fields.put("name_template", template);
        }
        return fields;
    }

    private static Map<String, @Nullable Object> dryRunOf(Map<String, @Nullable Object> body) {
        var said = new HashMap<String, @Nullable Object>(body);
        said.keySet().retainAll(Set.of(Fields.DRY_RUN, Estimates.NAME));
        return said;
    }

    private static void addOutputs(Map<String, @Nullable Object> body, Map<String, String> to) {
        var outputs = body.get("outputs");
        // Generated clients send an empty list where nobody said anything.
        if (outputs != null && !List.of().equals(outputs)) {
            to.put("outputs", MAPPER.writeValueAsString(outputs));
        }
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
            throw new Refused(
                    ProblemType.INVALID_FIELD, "recipe is an object such as {\"quality\": 50}.");
        }
        return texts;
    }
}
