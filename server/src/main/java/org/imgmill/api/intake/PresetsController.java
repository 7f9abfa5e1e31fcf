package org.imgmill.api.intake;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Preset;
import org.imgmill.batch.Presets;
import org.imgmill.output.NameTemplate;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Presets: recipes, outputs and templates of names that uploads name instead of saying them.
///
/// An admin's are for all keys, another key's for itself.
@RestController
@RequestMapping(path = "/v1/presets", produces = MediaType.APPLICATION_JSON_VALUE)
class PresetsController {

    private static final Set<String> FIELDS =
            Set.of("recipe", "outputs", "name_template", "default");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Presets presets;
    private final Accept accept;

    PresetsController(Presets presets, Accept accept) {
        this.presets = presets;
        this.accept = accept;
    }

    /// @param shared whether it is for all keys
    /// @param usual whether uploads that name none get it
    record PresetView(
            String name,
            boolean shared,
            @com.fasterxml.jackson.annotation.JsonProperty("default") boolean usual,
            @Schema(ref = "#/components/schemas/Recipe") JsonNode recipe,
            @ArraySchema(schema = @Schema(ref = "#/components/schemas/NewOutput"))
                    List<JsonNode> outputs,
            @Nullable String nameTemplate) {

        static PresetView of(Preset preset) {
            var body = MAPPER.readTree(preset.body());
            var template = body.path("name_template");
            return new PresetView(
                    preset.name(),
                    preset.shared(),
                    preset.usual(),
                    body.path("recipe").isObject()
                            ? body.path("recipe")
                            : MAPPER.createObjectNode(),
                    body.path("outputs").valueStream().toList(),
                    template.isString() ? template.asString() : null);
        }
    }

    record PresetsView(List<PresetView> data) {}

    @GetMapping
    PresetsView list() {
        var key = Caller.current().key();
        return new PresetsView(presets.list(key).stream().map(PresetView::of).toList());
    }

    @GetMapping("/{name}")
    PresetView show(@PathVariable String name) {
        return presets.find(Caller.current().key(), name)
                .map(PresetView::of)
                .orElseThrow(() -> Refused.noSuch("preset", name));
    }

    @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    PresetView put(@PathVariable String name, @RequestBody JsonNode body) {
        if (!NAME.matcher(name).matches() || name.equals(PresetFields.NONE)) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "The name of a preset has 1 to 64 letters, digits, dots, dashes and underscores, and is not \"none\".");
        }
        check(body);
        if (!presets.put(
                Caller.current().only(),
                name,
                body.path("default").asBoolean(false),
                body.toString())) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "There are %d presets already; delete some.".formatted(Presets.MOST));
        }
        return show(name);
    }

    /// As an upload that names it would be.
    private void check(JsonNode body) {
        if (!body.isObject()) {
            throw new Refused(
                    ProblemType.INVALID_BODY,
                    "A preset is an object such as {\"recipe\": {\"quality\": 60}}.");
        }
        var given = new TreeMap<String, String>();
        body.propertyNames().forEach(field -> given.put(field, ""));
        new Fields(given).refuseAllBut(FIELDS);
        var usual = body.path("default");
        if (!usual.isMissingNode() && !usual.isBoolean()) {
            throw new Refused(ProblemType.INVALID_FIELD, "default is true or false.");
        }
        checkMade(body);
    }

    /// Recipe, outputs and template of names, as an upload that names them would be.
    void checkMade(JsonNode body) {
        var texts = PresetFields.texts(body);
        var template = texts.remove("name_template");
        var outputs = texts.remove("outputs");
        new Fields(texts).refuseAllBut(Fields.RECIPE);
        if (outputs != null) {
            texts.put("outputs", outputs);
        }
        var made = accept.possible(new Fields(texts).outputs());
        if (template == null) {
            return;
        }
        try {
            NameTemplate.parse(template).refuseWithout(made);
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemType.INVALID_FIELD, e.getMessage() + ".");
        }
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable String name) {
        if (!presets.delete(Caller.current().only(), name)) {
            throw Refused.noSuch("preset", name);
        }
        return ResponseEntity.noContent().build();
    }
}
