package org.imgmill.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.imgmill.output.ReadOutputs;
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
        Map<String, String> output;
        try {
            output = ReadOutputs.line(text);
        } catch (IllegalArgumentException e) {
            throw new BadInput("--output %s.".formatted(e.getMessage()));
        }
        var all = new HashMap<>(recipe);
        all.putAll(output);
        try {
            RecipeField.recipe(all);
        } catch (RecipeField.WrongField e) {
            throw new BadInput("--output %s: %s.".formatted(output.get("name"), e.getMessage()));
        }
        return output;
    }
}
