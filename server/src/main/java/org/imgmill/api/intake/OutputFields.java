package org.imgmill.api.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.imgmill.output.Output;
import org.imgmill.output.ReadOutputs;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The outputs of an upload: a list of recipes with names.
final class OutputFields {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
        var outputs = new ArrayList<Map<String, String>>(list.size());
        list.forEach(output -> outputs.add(texts(output)));
        try {
            return ReadOutputs.of(outputs, common);
        } catch (ReadOutputs.UnknownField e) {
            throw new Refused(ProblemType.UNKNOWN_FIELD, e.getMessage() + ".");
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemType.INVALID_FIELD, e.getMessage() + ".");
        }
    }

    private static JsonNode list(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw wrong(json);
        }
    }

    private static Map<String, String> texts(JsonNode output) {
        if (!output.isObject()) {
            throw wrong(output.toString());
        }
        var texts = new HashMap<String, String>();
        for (var field : output.properties()) {
            if (!field.getValue().isNull()) {
                texts.put(field.getKey(), text(field.getValue()));
            }
        }
        return texts;
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
                "outputs is %s, not \"%s\"."
                        .formatted(
                                ReadOutputs.SHAPE,
                                text.substring(0, Math.min(text.length(), 200))));
    }
}
