package org.imgmill.api.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.imgmill.transcode.RecipeValue.Choice;
import org.imgmill.transcode.RecipeValue.Colour;
import org.imgmill.transcode.RecipeValue.Decimal;
import org.imgmill.transcode.RecipeValue.FileName;
import org.imgmill.transcode.RecipeValue.Formats;
import org.imgmill.transcode.RecipeValue.Fraction;
import org.imgmill.transcode.RecipeValue.Whole;
import org.imgmill.transcode.RecipeValue.WholeOrWord;
import org.imgmill.transcode.RecipeValue.Word;

/// Gives every schema of openapi.yaml that says `x-recipe-fields` the fields of a recipe; one that
/// says `x-recipe-text` has them as a form or a query sends them; one that says `x-recipe-shown`
/// has them as a recipe is shown: null where it leaves a field open.
final class RecipeSchemas {

    private static final String MARK = "x-recipe-fields";
    private static final String TEXT = "x-recipe-text";
    private static final String SHOWN = "x-recipe-shown";

    static void fillIn(OpenAPI texts) {
        for (RecipeField field : RecipeField.ALL) {
            if (isOfTwoTypes(field)) {
                texts.getComponents().addSchemas(nameOf(field), property(field));
            }
        }
        texts.getComponents().getSchemas().values().stream()
                .filter(schema -> isMarked(schema, SHOWN))
                .forEach(RecipeSchemas::fillShown);
        texts.getComponents().getSchemas().values().stream()
                .filter(schema -> isMarked(schema, TEXT))
                .forEach(RecipeSchemas::fillText);
        Stream.concat(
                        texts.getComponents().getSchemas().values().stream(),
                        texts.getPaths().values().stream()
                                .flatMap(item -> item.readOperations().stream())
                                .filter(operation -> operation.getRequestBody() != null)
                                .flatMap(
                                        operation ->
                                                operation
                                                        .getRequestBody()
                                                        .getContent()
                                                        .values()
                                                        .stream())
                                .map(media -> media.getSchema()))
                .filter(schema -> schema != null && isMarked(schema, MARK))
                .forEach(RecipeSchemas::fill);
    }

    private static boolean isMarked(Schema<?> schema, String mark) {
        return schema.getExtensions() != null && schema.getExtensions().remove(mark) != null;
    }

    private static void fill(Schema<?> schema) {
        for (RecipeField field : RecipeField.ALL) {
            schema.addProperty(field.name(), isOfTwoTypes(field) ? named(field) : property(field));
        }
    }

    private static boolean isOfTwoTypes(RecipeField field) {
        return field.value() instanceof WholeOrWord;
    }

    /// What is of two types has a schema of its own, so that generators give it one name.
    private static Schema<Object> named(RecipeField field) {
        var reference = new JsonSchema();
        reference.set$ref("#/components/schemas/" + nameOf(field));
        return reference;
    }

    private static String nameOf(RecipeField field) {
        return Character.toUpperCase(field.name().charAt(0)) + field.name().substring(1);
    }

    /// A number or a word is a text there, which every generator can write.
    private static void fillText(Schema<?> schema) {
        for (RecipeField field : RecipeField.ALL) {
            var property = property(field);
            if (field.value() instanceof WholeOrWord(_, _, var words)) {
                property.setTypes(Set.of("string"));
                property.setMinimum(null);
                property.setMaximum(null);
                property.setPattern(
                        "^([0-9]+|" + String.join("|", new TreeSet<>(words.keySet())) + ")$");
            }
            schema.addProperty(field.name(), property);
        }
    }

    private static void fillShown(Schema<?> schema) {
        for (RecipeField field : RecipeField.ALL) {
            schema.addProperty(field.name(), shown(field));
        }
    }

    private static Schema<Object> shown(RecipeField field) {
        if (field.value() instanceof WholeOrWord whole && hasOwnWords(whole)) {
            return named(field);
        }
        var property = property(field);
        property.setDefault(null);
        if (isOfTwoTypes(field)) {
            property.setTypes(Set.of("integer"));
            property.setPattern(null);
        }
        if (field.json(Recipe.DEFAULT) == null) {
            var types = new LinkedHashSet<>(property.getTypes());
            types.add("null");
            property.setTypes(types);
        }
        return property;
    }

    /// A word that stands for a number in its range is shown as that number.
    private static boolean hasOwnWords(WholeOrWord whole) {
        return whole.words().values().stream()
                .anyMatch(number -> number < whole.least() || number > whole.most());
    }

    private static Schema<Object> property(RecipeField field) {
        var property = new JsonSchema();
        property.setDescription(field.sentence());
        switch (field.value()) {
            case Whole(int least, int most) -> {
                property.setTypes(Set.of("integer"));
                property.setMinimum(BigDecimal.valueOf(least));
                property.setMaximum(BigDecimal.valueOf(most));
            }
            case WholeOrWord(int least, int most, var words) -> {
                property.setTypes(Set.of("integer", "string"));
                property.setMinimum(BigDecimal.valueOf(least));
                property.setMaximum(BigDecimal.valueOf(most));
                property.setPattern("^(" + String.join("|", new TreeSet<>(words.keySet())) + ")$");
            }
            case Formats() -> {
                property.setTypes(Set.of("string"));
                property.setPattern("^(jpeg|png|webp|avif)(,(jpeg|png|webp|avif))*$");
            }
            case Fraction() -> {
                property.setTypes(Set.of("number"));
                property.setExclusiveMinimumValue(BigDecimal.ZERO);
                property.setMaximum(BigDecimal.ONE);
            }
            case Decimal(double least, double most) -> {
                property.setTypes(Set.of("number"));
                property.setMinimum(BigDecimal.valueOf(least));
                property.setMaximum(BigDecimal.valueOf(most));
            }
            case Choice(var numbers) -> {
                property.setTypes(Set.of("integer"));
                property.setEnum(List.copyOf(numbers));
            }
            case Colour() -> property.setTypes(Set.of("string"));
            case FileName() -> property.setTypes(Set.of("string"));
            case Word word -> {
                property.setTypes(Set.of("string"));
                property.setEnum(List.copyOf(word.words()));
            }
        }
        if (isOfTwoTypes(field) && field.json(Recipe.DEFAULT) != null) {
            // Generators cannot write a default of two types.
            property.setDescription(
                    field.sentence() + " Default: %s.".formatted(field.json(Recipe.DEFAULT)));
        } else {
            property.setDefault(field.json(Recipe.DEFAULT));
        }
        return property;
    }

    private RecipeSchemas() {}
}
