package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.imgmill.transcode.RecipeValue.Choice;
import org.imgmill.transcode.RecipeValue.Colour;
import org.imgmill.transcode.RecipeValue.Decimal;
import org.imgmill.transcode.RecipeValue.FileName;
import org.imgmill.transcode.RecipeValue.Formats;
import org.imgmill.transcode.RecipeValue.Fraction;
import org.imgmill.transcode.RecipeValue.Whole;
import org.imgmill.transcode.RecipeValue.WholeOrWord;
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
                var fields = new HashMap<String, String>();
                if (field.name().equals("formats")) {
                    fields.put("format", "auto");
                }
                if (field.name().equals("watermark_place") && text.matches("attention|entropy")) {
                    continue;
                }
                fields.putAll(beside(field.name(), text));
                fields.put(field.name(), text);
                Recipe recipe = RecipeField.recipe(fields);
                assertThat(RecipeField.recipe(RecipeField.texts(recipe)))
                        .as("%s=%s", field.name(), text)
                        .isEqualTo(recipe);
                assertThat(String.valueOf(field.json(recipe))).isEqualTo(text);
            }
        }
    }

    /// What a field needs others for.
    private static Map<String, String> beside(String name, String text) {
        boolean looks = text.equals("attention") || text.equals("entropy");
        return switch (name) {
            case "fit" -> Map.of("width", "7", "height", "8");
            case "position" ->
                    looks ? Map.of("fit", "cover", "width", "7", "height", "8") : Map.of();
            default -> Map.of();
        };
    }

    private static Iterable<String> samples(RecipeValue value) {
        return switch (value) {
            case Whole(int least, int most) -> java.util.List.of("" + least, "" + most);
            case Fraction _ -> java.util.List.of("0.25", "1.0");
            case WholeOrWord(int least, int most, _) -> java.util.List.of("" + least, "" + most);
            case Formats _ -> java.util.List.of("jpeg", "png,webp", "jpeg,png,webp,avif");
            case Decimal(double least, double most) -> java.util.List.of("" + least, "" + most);
            case Choice(var numbers) -> numbers.stream().map(String::valueOf).toList();
            case FileName _ -> java.util.List.of("logo.png");
            case Colour _ -> java.util.List.of("#000000", "#12abef");
            case Word word -> word.words();
        };
    }

    @Test
    void aLookALimitOrAChoiceOfFormatsOpensTheQuality() {
        assertThat(recipe("look", "good"))
                .satisfies(
                        recipe -> {
                            assertThat(recipe.quality()).isEqualTo(Recipe.AUTO);
                            assertThat(recipe.wantedLook()).isEqualTo(65);
                        });
        assertThat(recipe("look", "LOW").look()).isEqualTo(50);
        assertThat(recipe("look", "best").look()).isEqualTo(85);
        assertThat(recipe("look", "72").look()).isEqualTo(72);
        assertThat(recipe("quality", "auto").wantedLook()).isEqualTo(65);
        assertThat(recipe("format", "auto").wantedLook()).isEqualTo(65);
        assertThat(recipe("max_bytes", "9000"))
                .satisfies(
                        recipe -> {
                            assertThat(recipe.quality()).isEqualTo(Recipe.AUTO);
                            assertThat(recipe.wantedLook()).as("as good as fits").isNull();
                        });
        assertThat(recipe("max_bytes", "9000", "quality", "70").quality()).isEqualTo(70);
    }

    @Test
    void anOpenQualityIsShownAsAWord() {
        var quality = RecipeField.ALL.getFirst();
        assertThat(quality.json(recipe("quality", "auto"))).isEqualTo("auto");
        assertThat(quality.json(Recipe.DEFAULT)).isEqualTo(50);
    }

    @Test
    void formatsAreReadFromAListOfJsonToo() {
        var formats = recipe("format", "auto", "formats", "[\"webp\", \"jpeg\"]").formats();
        assertThat(formats).containsExactly(Recipe.Target.JPEG, Recipe.Target.WEBP);
    }

    @Test
    void whatDoesNotGoTogetherIsRefusedWithTheReason() {
        assertThatThrownBy(() -> recipe("quality", "70", "look", "good"))
                .isInstanceOf(RecipeField.WrongField.class)
                .hasMessage("look is for quality=auto: a number for quality asks for another look");
        assertThatThrownBy(() -> recipe("quality", "70", "format", "auto"))
                .hasMessage(
                        "format=auto is for quality=auto: a number for quality asks for another look");
        assertThatThrownBy(() -> recipe("formats", "webp"))
                .hasMessage("formats is for format=auto");
        assertThatThrownBy(() -> recipe("quality", "fine"))
                .hasMessage("quality is a whole number from 1 to 100 or auto, not \"fine\"");
        assertThatThrownBy(() -> recipe("look", "101"))
                .hasMessage(
                        "look is a whole number from 0 to 100 or one of [best, good, low], not \"101\"");
        assertThatThrownBy(() -> recipe("format", "auto", "formats", "gif"))
                .hasMessage(
                        "formats is a list of jpeg, png, webp and avif with commas between, not \"gif\"");
        assertThatThrownBy(() -> recipe("max_bytes", "0"))
                .hasMessage("max_bytes is a whole number from 1 to 2147483647, not \"0\"");
    }

    private static Recipe recipe(String... namesAndTexts) {
        var texts = new HashMap<String, String>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return RecipeField.recipe(texts);
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
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("rotate", "45")))
                .hasMessage("rotate is one of [0, 90, 180, 270], not \"45\"");
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("sharpen", "11")))
                .hasMessage("sharpen is a number from 0.1 to 10.0, not \"11\"");
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("watermark", "../secret.png")))
                .hasMessage(
                        "watermark is the name of a file, such as logo.png, not \"../secret.png\"");
    }

    @Test
    void fieldsThatDoNotGoTogetherAreRefusedByTheirNames() {
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("fit", "cover", "width", "7")))
                .isInstanceOf(RecipeField.WrongField.class)
                .hasMessage("fit=cover needs width and height");
        assertThatThrownBy(
                        () ->
                                RecipeField.recipe(
                                        Map.of(
                                                "fit", "pad", "width", "7", "height", "7", "scale",
                                                "0.5")))
                .hasMessage(
                        "fit=pad takes its size from width and height alone, not from max_width,"
                                + " max_height or scale");
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("position", "attention")))
                .hasMessage("position=attention chooses what a cut keeps: it needs fit=cover");
        assertThatThrownBy(() -> RecipeField.recipe(Map.of("watermark_place", "entropy")))
                .hasMessage("watermark_place is centre, an edge or a corner, not entropy");
    }
}
