package org.imgmill.api.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
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

/// Gives every schema of openapi.yaml that says `x-recipe-fields` the fields of a recipe.
final class RecipeSchemas {

    private static final String MARK = "x-recipe-fields";

    static void fillIn(OpenAPI texts) {
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
                .filter(schema -> schema != null && isMarked(schema))
                .forEach(RecipeSchemas::fill);
    }

    private static boolean isMarked(Schema<?> schema) {
        return schema.getExtensions() != null && schema.getExtensions().remove(MARK) != null;
    }

    private static void fill(Schema<?> schema) {
        for (RecipeField field : RecipeField.ALL) {
            schema.addProperty(field.name(), property(field));
        }
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
        property.setDefault(field.json(Recipe.DEFAULT));
        return property;
    }

    private RecipeSchemas() {}
}
