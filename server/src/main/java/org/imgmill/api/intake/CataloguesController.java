package org.imgmill.api.intake;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.api.batches.BatchView;
import org.imgmill.api.batches.Page;
import org.imgmill.api.webhooks.WebhookFields;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Catalogues;
import org.imgmill.batch.LastingCatalogue;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Catalogues that come again: what is made of them, and when their images are asked for again.
///
/// Long: each field is read, refused and shown here.
@RestController
@RequestMapping(path = "/v1/catalogues", produces = MediaType.APPLICATION_JSON_VALUE)
class CataloguesController {

    private static final Set<String> MADE = Set.of("recipe", "outputs", "name_template");

    /// How its source is read, and who hears of it.
    private static final List<String> UPLOAD =
            List.of(
                    "columns",
                    "header_row",
                    "sheet",
                    "encoding",
                    "delimiter",
                    "url_separator",
                    "on_error",
                    "webhook_url",
                    "webhook_events",
                    "webhook_body");

    private static final Set<String> FIELDS =
            Fields.with(
                    Fields.with(MADE, UPLOAD.toArray(String[]::new)),
                    "name",
                    "preset",
                    "fresh_for",
                    "origin_fresh_for",
                    "gone_outputs",
                    "source_url",
                    "schedule",
                    "time_zone",
                    "paused");
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Catalogues catalogues;
    private final CatalogueFields fields;
    private final PresetFields presets;
    private final PresetsController made;
    private final WebhookFields webhooks;
    private final PublicUrl links;

    CataloguesController(
            Catalogues catalogues,
            CatalogueFields fields,
            PresetFields presets,
            PresetsController made,
            WebhookFields webhooks,
            PublicUrl links) {
        this.webhooks = webhooks;
        this.links = links;
        this.catalogues = catalogues;
        this.fields = fields;
        this.presets = presets;
        this.made = made;
    }

    /// @param lastRun the batch that it was handed in as last
    record CatalogueView(
            String id,
            String name,
            @Nullable String preset,
            @Schema(ref = "#/components/schemas/Recipe") JsonNode recipe,
            @ArraySchema(schema = @Schema(ref = "#/components/schemas/NewOutput"))
                    List<JsonNode> outputs,
            @Nullable String nameTemplate,
            String freshFor,
            String originFreshFor,
            String goneOutputs,
            @Nullable String sourceUrl,
            @Schema(implementation = Object.class) JsonNode upload,
            @Nullable String schedule,
            String timeZone,
            boolean paused,
            @Nullable Instant nextRunAt,
            @Nullable Instant sourceAskedAt,
            @Nullable String sourceError,
            Instant createdAt,
            Instant updatedAt,
            @Nullable String lastRun) {

        static CatalogueView of(LastingCatalogue catalogue) {
            var said = catalogue.said();
            var body = MAPPER.readTree(said.body());
            var template = body.path("name_template");
            return new CatalogueView(
                    catalogue.id().toString(),
                    said.name(),
                    said.preset(),
                    body.path("recipe").isObject()
                            ? body.path("recipe")
                            : MAPPER.createObjectNode(),
                    body.path("outputs").valueStream().toList(),
                    template.isString() ? template.asString() : null,
                    text(said.freshFor()),
                    text(said.originFreshFor()),
                    said.removesGone() ? "remove" : "keep",
                    said.fetched().source(),
                    body.path("upload").isObject()
                            ? body.path("upload")
                            : MAPPER.createObjectNode(),
                    said.fetched().schedule(),
                    said.fetched().zone(),
                    said.fetched().paused(),
                    said.fetched().paused() ? null : millis(catalogue.feed().next()),
                    millis(catalogue.feed().asked()),
                    catalogue.feed().error(),
                    BatchView.millis(catalogue.created()),
                    BatchView.millis(catalogue.updated()),
                    catalogue.last() == null ? null : catalogue.last().toString());
        }
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : BatchView.millis(time);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CatalogueView> create(@RequestBody JsonNode body) {
        var said = said(body, MAPPER.createObjectNode());
        var catalogue =
                catalogues
                        .make(Caller.current().key(), said, when(said))
                        .orElseThrow(() -> taken(said.name()));
        return ResponseEntity.created(URI.create("/v1/catalogues/" + catalogue.id()))
                .body(CatalogueView.of(catalogue));
    }

    @GetMapping
    Page<CatalogueView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int size = Page.limit(limit, 50);
        var from = after == null ? null : last(after);
        return Page.of(
                catalogues.list(Caller.current().only(), from, size + 1),
                size,
                CatalogueView::of,
                catalogue -> catalogue.id().toString());
    }

    private LastingCatalogue last(String after) {
        try {
            return fields.find(after);
        } catch (Refused e) {
            throw Page.wrongCursor();
        }
    }

    /// @param id or the name
    @GetMapping("/{id}")
    CatalogueView show(@PathVariable String id) {
        return CatalogueView.of(fields.find(id));
    }

    /// What is not named stays as it is.
    ///
    /// @param id or the name
    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    CatalogueView change(@PathVariable String id, @RequestBody JsonNode body) {
        var before = fields.find(id);
        var said = said(body, fields(before.said()));
        if (!catalogues.change(before.id(), said, when(said))) {
            throw taken(said.name());
        }
        return show(before.id().toString());
    }

    /// Within seconds, whether it is paused or due, and though its list be the same.
    ///
    /// @param id or the name
    @PostMapping("/{id}/run")
    ResponseEntity<CatalogueView> run(@PathVariable String id) {
        var catalogue = fields.find(id);
        if (catalogue.said().fetched().source() == null) {
            throw new Refused(
                    ProblemType.WRONG_STATE,
                    "This catalogue has no source_url; its runs are uploads that name it.");
        }
        catalogues.runNow(catalogue.id());
        return ResponseEntity.accepted().body(CatalogueView.of(catalogue));
    }

    private Catalogues.When when(LastingCatalogue.Said said) {
        var when = said.fetched();
        return new Catalogues.When(
                links.remembered(),
                when.schedule() == null
                        ? null
                        : RunTimes.of(when.schedule(), when.zone()).after(Instant.now()));
    }

    /// @param id or the name
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        catalogues.delete(fields.find(id).id());
        return ResponseEntity.noContent().build();
    }

    private static Refused taken(String name) {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "There is a catalogue \"%s\" already, or there are %d of them."
                        .formatted(name, Catalogues.MOST));
    }

    /// As somebody would have handed it in.
    private static ObjectNode fields(LastingCatalogue.Said said) {
        var all = (ObjectNode) MAPPER.readTree(said.body());
        all.put("name", said.name());
        all.put("preset", said.preset());
        all.put("fresh_for", text(said.freshFor()));
        all.put("origin_fresh_for", text(said.originFreshFor()));
        if (all.remove("upload") instanceof ObjectNode upload) {
            all.setAll(upload);
        }
        all.put("source_url", said.fetched().source());
        all.put("schedule", said.fetched().schedule());
        all.put("time_zone", said.fetched().zone());
        all.put("paused", said.fetched().paused());
        return all.put("gone_outputs", said.removesGone() ? "remove" : "keep");
    }

    private LastingCatalogue.Said said(JsonNode given, ObjectNode over) {
        if (!given.isObject()) {
            throw new Refused(
                    ProblemType.INVALID_BODY,
                    "A catalogue is an object such as {\"name\": \"autumn\", \"fresh_for\": \"24h\"}.");
        }
        var names = new TreeMap<String, String>();
        given.propertyNames().forEach(field -> names.put(field, ""));
        new Fields(names).refuseAllBut(FIELDS);
        var all = over.setAll((ObjectNode) given);
        var body = MAPPER.createObjectNode();
        for (var field : MADE) {
            if (all.hasNonNull(field)) {
                body.set(field, all.get(field));
            }
        }
        made.checkMade(body);
        var preset = text(all, "preset");
        if (preset != null) {
            if (!body.isEmpty()) {
                throw new Refused(
                        ProblemType.INVALID_FIELD,
                        "A catalogue has a preset, or says itself what is made (recipe, outputs, name_template).");
            }
            presets.requireOne(preset);
        }
        var fetched = fetched(all);
        var upload = upload(all, fetched);
        if (!upload.isEmpty()) {
            body.set("upload", upload);
        }
        var name = text(all, "name");
        if (name == null || name.length() > LONGEST_NAME) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "name has 1 to %d characters.".formatted(LONGEST_NAME));
        }
        return new LastingCatalogue.Said(
                name,
                preset,
                body.toString(),
                time(all, "fresh_for"),
                time(all, "origin_fresh_for"),
                removesGone(all),
                fetched);
    }

    private static LastingCatalogue.Fetched fetched(ObjectNode all) {
        var source = text(all, "source_url");
        var schedule = text(all, "schedule");
        var zone = text(all, "time_zone");
        var paused = all.path("paused");
        if (!paused.isMissingNode() && !paused.isNull() && !paused.isBoolean()) {
            throw new Refused(ProblemType.INVALID_FIELD, "paused is true or false.");
        }
        if (source != null) {
            FetchSource.check(source);
        } else if (schedule != null) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "schedule is for a catalogue with a source_url, from where it is fetched.");
        }
        var times = RunTimes.of(schedule == null ? "24h" : schedule, zone);
        return new LastingCatalogue.Fetched(
                source, schedule, times.zone().getId(), paused.asBoolean(false));
    }

    /// Checked as an upload would be.
    private ObjectNode upload(ObjectNode all, LastingCatalogue.Fetched fetched) {
        var upload = MAPPER.createObjectNode();
        var texts = new TreeMap<String, String>();
        for (var field : UPLOAD) {
            var text = text(all, field);
            if (text != null) {
                upload.set(field, all.get(field));
                texts.put(field, text);
            }
        }
        if (!texts.isEmpty() && fetched.source() == null) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "%s is for a catalogue with a source_url; uploads say it themselves."
                            .formatted(texts.firstKey()));
        }
        var onError = texts.getOrDefault("on_error", "reject");
        if (!onError.equals("reject") && !onError.equals("skip")) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "on_error is reject or skip, not \"%s\".".formatted(onError));
        }
        var _ = MappingFields.of(new Fields(texts));
        var _ = webhooks.ofForm(RunSources.hooks(texts));
        return upload;
    }

    private static boolean removesGone(ObjectNode all) {
        var word = text(all, "gone_outputs");
        return switch (word == null ? "keep" : word) {
            case "keep" -> false;
            case "remove" -> true;
            default ->
                    throw new Refused(
                            ProblemType.INVALID_FIELD,
                            "gone_outputs is keep or remove, not \"%s\".".formatted(word));
        };
    }

    private static @Nullable String text(ObjectNode all, String field) {
        var value = all.path(field);
        var text = value.isValueNode() ? value.asString("").strip() : value.toString();
        return text.isEmpty() ? null : text;
    }

    private static Duration time(ObjectNode all, String field) {
        var text = text(all, field);
        if (text == null || text.equals("0")) {
            return Duration.ZERO;
        }
        try {
            var time = DurationStyle.SIMPLE.parse(text);
            if (!time.isNegative()
                    && time.compareTo(LONGEST) <= 0
                    && !text.matches("[+-]?[0-9]+")) {
                return time;
            }
        } catch (IllegalArgumentException e) {
            throw wrongTime(field, text);
        }
        throw wrongTime(field, text);
    }

    private static Refused wrongTime(String field, String text) {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "%s is a time such as 24h or 7d, at most 3650d, or 0, not \"%s\"."
                        .formatted(field, text));
    }

    private static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0) {
            return "0";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
