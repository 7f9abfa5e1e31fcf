package org.imgmill.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.imgmill.output.Output;
import org.imgmill.transcode.RecipeField;

/// One of the files that are made of each image, in types that travel.
///
/// @param name empty: it is the only one, and nobody called it anything
/// @param recipe by the names of its fields, all that are not open
record NamedRecipe(String name, Map<String, String> recipe) implements Serializable {

    NamedRecipe {
        recipe = Map.copyOf(recipe);
    }

    static NamedRecipe of(Output output) {
        return new NamedRecipe(output.name(), RecipeField.texts(output.recipe()));
    }

    Output toOutput() {
        return new Output(name, RecipeField.recipe(recipe));
    }

    /// In the order of the fields' names: a map that travelled may have another.
    String line() {
        return name + new TreeMap<>(recipe) + "\n";
    }
}
