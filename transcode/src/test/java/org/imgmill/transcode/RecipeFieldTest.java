package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.imgmill.transcode.RecipeValue.Colour;
import org.imgmill.transcode.RecipeValue.Fraction;
import org.imgmill.transcode.RecipeValue.Whole;
import org.imgmill.transcode.RecipeValue.Word;
import org.junit.jupiter.api.Test;

/// One table says everything about every field of a recipe.
class RecipeFieldTest {

    @Test
    void everyComponentOfARecipeIsAField() {
        var components = Arrays.stream(Recipe.class.getRecordComponents());
        assertThat(RecipeField.ALL).hasSize((int) components.count());
        assertThat(RecipeField.names()).doesNotHaveDuplicates();
    }

    @Test
    void noFieldsMakeTheDefaultRecipe() {
        assertThat(RecipeField.recipe(Map.of())).isEqualTo(Recipe.DEFAULT);
        assertThat(RecipeField.recipe(Map.of("quality", " "))).isEqualTo(Recipe.DEFAULT);
    }

    @Test
    void whatARecipeShowsMakesTheSameRecipe() {
        for (RecipeField field : RecipeField.ALL) {
            for (String text : samples(field.value())) {
                var fields = new HashMap<>(Map.of("quality", "33"));
                fields.put(field.name(), text);
                Recipe recipe = RecipeField.recipe(fields);
                assertThat(RecipeField.recipe(RecipeField.texts(recipe)))
                        .as("%s=%s", field.name(), text)
                        .isEqualTo(recipe);
                assertThat(String.valueOf(field.json(recipe))).isEqualTo(text);
            }
        }
    }

    private static Iterable<String> samples(RecipeValue value) {
        return switch (value) {
            case Whole(int least, int most) -> java.util.List.of("" + least, "" + most);
            case Fraction _ -> java.util.List.of("0.25", "1.0");
            case Colour _ -> java.util.List.of("#000000", "#12abef");
            case Word word -> word.words();
        };
    }

    @Test
    void aWrongValueIsRefusedByTheFieldsName() {
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("max_width", "0")))
                .isInstanceOf(RecipeField.WrongField.class)
                .hasMessage("max_width is a whole number from 1 to 100000, not \"0\"");
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("effort", "most")))
                .hasMessage("effort is one of [default, fast, max], not \"most\"");
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("scale", "NaN")))
                .isInstanceOf(RecipeField.WrongField.class);
    }
}
