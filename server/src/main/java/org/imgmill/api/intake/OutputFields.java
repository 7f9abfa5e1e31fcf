package org.imgmill.api.intake;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.imgmill.batch.Output;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The outputs of an upload: a list of recipes with names.
final class OutputFields {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String NAME = "name";

    private OutputFields() {}

    /// @param json as it came in a form, or as JSON's own list was written down; null: none
    /// @param common the fields of the upload's recipe, which hold where an output says nothing
    /// @return empty if there are none
    static List<Output> of(@Nullable String json, Map<String, String> common) {
        if (json == null) {
            return List.of();
        }
        var list = list(json);
        if (!list.isArray() || list.isEmpty() || list.size() > Output.MOST) {
            throw wrong(json);
        }
        var outputs = new ArrayList<Output>(list.size());
        var names = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var output = output(i, list.get(i), common);
            if (!names.add(output.name().toLowerCase(Locale.ROOT))) {
                throw new Refused(
                        ProblemType.INVALID_FIELD,
                        "outputs[%d]: another output is called %s too."
                                .formatted(i, output.name()));
            }
            outputs.add(output);
        }
        return List.copyOf(outputs);
    }

    private static JsonNode list(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw wrong(json);
        }
    }

    private static Output output(int i, JsonNode node, Map<String, String> common) {
        if (!node.isObject()) {
            throw wrong(node.toString());
        }
        var fields = new TreeMap<>(common);
        fields.keySet().retainAll(Fields.RECIPE);
        var name = "";
        for (var field : node.properties()) {
            var value = field.getValue();
            if (field.getKey().equals(NAME)) {
                name = value.asString("");
            } else if (!value.isNull()) {
                fields.put(field.getKey(), text(value));
            }
        }
        try {
            var read = new Fields(fields);
            read.refuseAllBut(Fields.RECIPE);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("an output needs a name");
            }
            return new Output(name, read.recipe());
        } catch (Refused e) {
            throw new Refused(e.type(), "outputs[%d]: %s".formatted(i, e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    ProblemType.INVALID_FIELD, "outputs[%d]: %s.".formatted(i, e.getMessage()));
        }
    }

    /// As a form would send it; of a list with commas.
    static String text(JsonNode value) {
        if (value.isValueNode()) {
            return value.asString();
        }
        return value.isArray()
                ? value.valueStream().map(one -> one.asString("")).collect(Collectors.joining(","))
                : value.toString();
    }

    private static Refused wrong(String text) {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "outputs is a list of 1 to %d objects such as [{\"name\": \"thumb\", \"width\": 400, \"format\": \"webp\"}], not \"%s\"."
                        .formatted(Output.MOST, text.substring(0, Math.min(text.length(), 200))));
    }
}
