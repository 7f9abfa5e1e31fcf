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
import org.imgmill.auth.Caller;
import org.imgmill.batch.Catalogues;
import org.imgmill.batch.LastingCatalogue;
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
    private static final Set<String> FIELDS =
            Fields.with(MADE, "name", "preset", "fresh_for", "origin_fresh_for", "gone_outputs");
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Catalogues catalogues;
    private final CatalogueFields fields;
    private final PresetFields presets;
    private final PresetsController made;

    CataloguesController(
            Catalogues catalogues,
            CatalogueFields fields,
            PresetFields presets,
            PresetsController made) {
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
                    BatchView.millis(catalogue.created()),
                    BatchView.millis(catalogue.updated()),
                    catalogue.last() == null ? null : catalogue.last().toString());
        }
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CatalogueView> create(@RequestBody JsonNode body) {
        var said = said(body, MAPPER.createObjectNode());
        var catalogue =
                catalogues.make(Caller.current().key(), said).orElseThrow(() -> taken(said.name()));
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
        if (!catalogues.change(before.id(), said)) {
            throw taken(said.name());
        }
        return show(before.id().toString());
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
                removesGone(all));
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
