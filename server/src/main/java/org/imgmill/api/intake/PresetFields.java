package org.imgmill.api.intake;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Preset;
import org.imgmill.batch.Presets;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields of an upload over those of its preset, or of its catalogue: what the upload says
/// holds.
///
/// A catalogue that says what is made has no preset, so that no usual one gets into it.
@Component
class PresetFields {

    static final String NAME = "preset";

    /// Said where not even the usual one is wanted.
    static final String NONE = "none";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Presets presets;
    private final CatalogueFields catalogues;

    PresetFields(Presets presets, CatalogueFields catalogues) {
        this.catalogues = catalogues;
        this.presets = presets;
    }

    /// @throws Refused if the preset that is named does not exist
    Map<String, String> under(Map<String, String> given) {
        var name = given.get(NAME);
        var fields = new TreeMap<String, String>();
        var catalogue = catalogues.of(given.get(CatalogueFields.NAME));
        if (catalogue != null && (name == null || name.isBlank())) {
            name = catalogue.said().preset();
            fields.putAll(texts(MAPPER.readTree(catalogue.said().body())));
        }
        if (fields.isEmpty()) {
            chosen(name == null ? "" : name.strip())
                    .ifPresent(preset -> fields.putAll(texts(preset)));
        }
        given.forEach(
                (field, text) -> {
                    if (!text.isBlank()) {
                        fields.put(field, text);
                    }
                });
        fields.remove(NAME);
        return fields;
    }

    /// @throws Refused if there is no preset of this name
    void requireOne(String name) {
        var _ = chosen(name);
    }

    private Optional<Preset> chosen(String name) {
        var key = Caller.current().key();
        if (name.isEmpty()) {
            return presets.usual(key);
        }
        if (name.equals(NONE)) {
            return Optional.empty();
        }
        var found = presets.find(key, name);
        if (found.isEmpty()) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "There is no preset \"%s\"; there are %s."
                            .formatted(
                                    name, presets.list(key).stream().map(Preset::name).toList()));
        }
        return found;
    }

    private static Map<String, String> texts(Preset preset) {
        return texts(MAPPER.readTree(preset.body()));
    }

    /// As a form would send them.
    static Map<String, String> texts(JsonNode body) {
        var fields = new TreeMap<String, String>();
        for (var field : body.path("recipe").properties()) {
            if (!field.getValue().isNull()) {
                fields.put(field.getKey(), OutputFields.text(field.getValue()));
            }
        }
        put(fields, "outputs", body.get("outputs"));
        put(fields, "name_template", body.get("name_template"));
        return fields;
    }

    private static void put(Map<String, String> fields, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            fields.put(name, value.isValueNode() ? value.asString() : value.toString());
        }
    }
}
