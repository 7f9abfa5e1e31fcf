package org.imgmill.batch;

import java.util.List;
import org.imgmill.transcode.Recipe;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The values that a batch keeps as JSON.
@Component
class Json {

    private final JsonMapper mapper = JsonMapper.builder().build();

    String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    Recipe recipe(String json) {
        return mapper.readValue(json, Recipe.class);
    }

    List<String> texts(String json) {
        return mapper.readValue(json, new TypeReference<List<String>>() {});
    }
}
