package org.imgmill.batch;

import java.util.List;
import java.util.Map;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
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

    List<String> texts(String json) {
        return mapper.readValue(json, new TypeReference<List<String>>() {});
    }
}
