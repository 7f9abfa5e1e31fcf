package org.imgmill.spark;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.imgmill.output.Output;
import org.imgmill.transcode.RecipeField;

/// One of the files that are made of each image, in types that travel.
///
/// @param name empty: it is the only one, and nobody called it anything
/// @param recipe its fields that are not open, by name and in the order of names
record NamedRecipe(String name, SortedMap<String, String> recipe) implements Serializable {

    NamedRecipe {
        recipe = Collections.unmodifiableSortedMap(new TreeMap<>(recipe));
    }

    static NamedRecipe of(Output output) {
        return new NamedRecipe(output.name(), new TreeMap<>(RecipeField.texts(output.recipe())));
    }

    Output toOutput() {
        return new Output(name, RecipeField.recipe(recipe));
    }

    /// The same text on every machine.
    String line() {
        return name + recipe + "\n";
    }
}
