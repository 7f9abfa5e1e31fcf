package org.imgmill.output;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.imgmill.transcode.RecipeField;

/// Outputs as people ask for them: names with the fields of a recipe.
public final class ReadOutputs {

    /// What a list of outputs looks like in JSON.
    public static final String SHAPE =
            "a list of 1 to %d objects such as [{\"name\": \"thumb\", \"width\": 400, \"format\": \"webp\"}]"
                    .formatted(Output.MOST);

    private static final String NAME = "name";

    private ReadOutputs() {}

    /// An output has a field that no recipe has.
    public static final class UnknownField extends IllegalArgumentException {
        UnknownField(String message) {
            super(message);
        }
    }

    /// @param list for each output its `name`, and the fields of its recipe as a form sends them
    /// @param common the fields of a recipe that hold where an output says nothing
    /// @throws IllegalArgumentException with a sentence that lacks its full stop
    public static List<Output> of(List<Map<String, String>> list, Map<String, String> common) {
        if (list.isEmpty() || list.size() > Output.MOST) {
            throw new IllegalArgumentException("outputs is " + SHAPE);
        }
        var outputs = new ArrayList<Output>(list.size());
        var names = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var output = output(i, list.get(i), common);
            if (!names.add(output.name().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "outputs[%d]: another output is called %s too".formatted(i, output.name()));
            }
            outputs.add(output);
        }
        return List.copyOf(outputs);
    }

    private static Output output(int i, Map<String, String> said, Map<String, String> common) {
        var fields = new TreeMap<>(common);
        fields.keySet().retainAll(RecipeField.names());
        fields.putAll(said);
        fields.remove(NAME);
        for (var field : fields.keySet()) {
            if (!RecipeField.names().contains(field)) {
                throw new UnknownField(
                        "outputs[%d]: There is no field \"%s\". The fields are %s"
                                .formatted(i, field, new TreeSet<>(RecipeField.names())));
            }
        }
        try {
            var name = said.getOrDefault(NAME, "");
            if (name.isEmpty()) {
                throw new IllegalArgumentException("an output needs a name");
            }
            return new Output(name, RecipeField.recipe(fields));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("outputs[%d]: %s".formatted(i, e.getMessage()), e);
        }
    }

    /// One as a command line has it, `thumb:width=400,format=webp`.
    ///
    /// @return its name and its fields, as [#of] takes them
    /// @throws IllegalArgumentException with a sentence that lacks its subject and its full stop
    public static Map<String, String> line(String text) {
        int colon = text.indexOf(':');
        var output = new LinkedHashMap<String, String>();
        output.put(NAME, (colon < 0 ? text : text.substring(0, colon)).strip());
        var fields =
                colon < 0 ? List.<String>of() : List.of(text.substring(colon + 1).split(",", -1));
        for (var field : fields) {
            int equals = field.indexOf('=');
            var name = field.substring(0, Math.max(0, equals)).strip().replace('-', '_');
            if (!RecipeField.names().contains(name)) {
                throw new IllegalArgumentException(
                        "is a name and fields such as thumb:width=400,format=webp; \"%s\" is none of the fields %s"
                                .formatted(field.strip(), RecipeField.names()));
            }
            output.put(name, field.substring(equals + 1).strip());
        }
        return output;
    }
}
