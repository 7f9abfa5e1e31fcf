package org.imgmill.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imgmill.transcode.RecipeField;
import tools.jackson.databind.json.JsonMapper;

/// The outputs of a command line, `thumb:width=400,format=webp`, as a form sends them.
final class OutputOptions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OutputOptions() {}

    /// @param given a line for each
    /// @param recipe the fields that hold for all
    /// @throws BadInput for what cannot be one
    static String json(String given, Map<String, String> recipe) {
        var outputs = new ArrayList<Map<String, String>>();
        for (var line : given.split("\n", -1)) {
            outputs.add(output(line.strip(), recipe));
        }
        return JSON.writeValueAsString(outputs);
    }

    private static Map<String, String> output(String text, Map<String, String> recipe) {
        int colon = text.indexOf(':');
        var output = new LinkedHashMap<String, String>();
        output.put("name", colon < 0 ? text : text.substring(0, colon).strip());
        var all = new HashMap<>(recipe);
        for (var field :
                colon < 0 ? List.<String>of() : List.of(text.substring(colon + 1).split(",", -1))) {
            int equals = field.indexOf('=');
            var name = field.substring(0, Math.max(0, equals)).strip().replace('-', '_');
            if (!RecipeField.names().contains(name)) {
                throw new BadInput(
                        "--output is a name and fields such as thumb:width=400,format=webp; \"%s\" is none of the fields %s."
                                .formatted(field.strip(), RecipeField.names()));
            }
            output.put(name, field.substring(equals + 1).strip());
        }
        output.forEach((name, value) -> all.put(name, value));
        try {
            RecipeField.recipe(all);
        } catch (RecipeField.WrongField e) {
            throw new BadInput("--output %s: %s.".formatted(output.get("name"), e.getMessage()));
        }
        return output;
    }
}
