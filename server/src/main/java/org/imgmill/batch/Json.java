package org.imgmill.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.imgmill.output.Output;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The values that a batch keeps as JSON.
@Component
class Json {

    /// What a batch of version 1.0.0 was accepted with, where its recipe does not say.
    private static final Recipe FIRST =
            RecipeField.recipe(Map.of("effort", "fast", "scans", "baseline"));

    private final JsonMapper mapper = JsonMapper.builder().build();

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    Recipe recipe(String json) {
        var fields = (ObjectNode) mapper.valueToTree(FIRST);
        return mapper.treeToValue(fields.setAll((ObjectNode) mapper.readTree(json)), Recipe.class);
    }

    /// Null where a batch has one output without a name.
    @Nullable String outputs(List<Output> outputs) {
        return outputs.getFirst().isNamed() ? write(outputs) : null;
    }

    List<Output> outputs(Recipe first, @Nullable String json) {
        if (json == null) {
            return Output.only(first);
        }
        var outputs = new ArrayList<Output>();
        for (var node : mapper.readTree(json)) {
            outputs.add(
                    new Output(node.get("name").asString(), recipe(node.get("recipe").toString())));
        }
        return List.copyOf(outputs);
    }

    @Nullable Changes changes(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, Changes.class);
    }

    @Nullable Checks checks(@Nullable String json) {
        return json == null ? null : mapper.readValue(json, Checks.class);
    }

    List<String> texts(String json) {
        return mapper.readValue(json, new TypeReference<List<String>>() {});
    }
}
