package org.imgmill.api.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Fields that openapi.yaml says once and that stand in several places: `x-fields-of` gives a
/// schema those of another, `x-query-of` gives them to an operation as parameters of its query.
final class SharedFields {

    private static final String FIELDS_OF = "x-fields-of";
    private static final String QUERY_OF = "x-query-of";

    /// What a query cannot hold, or what the body of its request is instead.
    private static final Set<String> BODIES = Set.of("file", "images", "source_url");

    private SharedFields() {}

    static void fillIn(OpenAPI texts) {
        var schemas = texts.getComponents().getSchemas();
        for (Schema<?> schema : schemas.values()) {
            if (take(schema.getExtensions(), FIELDS_OF) instanceof String other) {
                fields(schemas, other).forEach(schema::addProperty);
            }
        }
        texts.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(
                        operation -> {
                            if (take(operation.getExtensions(), QUERY_OF) instanceof String of) {
                                toQuery(fields(schemas, of), operation);
                            }
                        });
    }

    private static @Nullable Object take(@Nullable Map<String, Object> extensions, String name) {
        return extensions == null ? null : extensions.remove(name);
    }

    @SuppressWarnings("rawtypes") // as the library declares them
    private static Map<String, Schema> fields(Map<String, Schema> schemas, String name) {
        var of = schemas.get(name);
        if (of == null || of.getProperties() == null) {
            throw new IllegalStateException(OpenApiConfiguration.TEXTS + " has no " + name);
        }
        @SuppressWarnings("unchecked")
        Map<String, Schema> fields = of.getProperties();
        return fields;
    }

    @SuppressWarnings("rawtypes")
    private static void toQuery(Map<String, Schema> fields, Operation operation) {
        if (operation.getParameters() == null) {
            operation.setParameters(new ArrayList<>());
        }
        fields.forEach(
                (name, schema) -> {
                    if (!BODIES.contains(name)) {
                        operation.addParametersItem(
                                new QueryParameter()
                                        .name(name)
                                        .description(schema.getDescription())
                                        .schema(schema));
                    }
                });
    }
}
