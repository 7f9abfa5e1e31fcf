package org.imgmill.api.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads our records as the API writes them: names in snake case, and null where a component may be
/// null.
final class NullableModels extends ModelResolver {

    private static final SnakeCaseStrategy NAMES = SnakeCaseStrategy.INSTANCE;

    NullableModels(ObjectMapper mapper) {
        super(mapper.copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema<?> schema = super.resolve(type, context, next);
        var of = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
        if (schema != null && of.isRecord()) {
            mark(schema, of);
            context.getDefinedModels().values().stream()
                    .filter(model -> is(model, schema))
                    .forEach(model -> mark(model, of));
        }
        return schema;
    }

    private static boolean is(Schema<?> model, Schema<?> reference) {
        return reference.get$ref() != null && reference.get$ref().endsWith("/" + model.getName());
    }

    private static void mark(Schema<?> model, Class<?> of) {
        var properties = model.getProperties();
        if (properties == null) {
            return;
        }
        for (var component : of.getRecordComponents()) {
            var name = NAMES.translate(component.getName());
            Schema<?> property = properties.get(name);
            if (property == null) {
                continue;
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (nullable && property.get$ref() != null) {
                properties.put(name, orNull(property));
            } else if (nullable && property.getTypes() != null) {
                var types = new LinkedHashSet<>(property.getTypes());
                types.add("null");
                property.setTypes(types);
            } else if (!nullable) {
                require(model, name);
            }
        }
    }

    private static Schema<Object> orNull(Schema<?> reference) {
        var either = new JsonSchema();
        either.setOneOf(List.of(reference, new JsonSchema().types(Set.of("null"))));
        return either;
    }

    private static void require(Schema<?> model, String name) {
        if (model.getRequired() == null || !model.getRequired().contains(name)) {
            model.addRequiredItem(name);
        }
    }
}
