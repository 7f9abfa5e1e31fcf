package org.imgmill.api.docs;

import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// Takes out of the schemas what generators of clients stumble over: words beside a reference, and
/// schemas to which nothing leads.
final class TidySchemas {

    private static final String SCHEMAS = "#/components/schemas/";

    private TidySchemas() {}

    static void in(OpenAPI document) {
        document.getComponents().getSchemas().values().forEach(TidySchemas::leaveReferencesAlone);
        while (removeUnused(document)) {
            // What only they led to is unused now.
        }
    }

    private static void leaveReferencesAlone(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            schema.setType(null);
            schema.setTypes(null);
            schema.setAdditionalProperties(null);
            return;
        }
        leaveReferencesAlone(schema.getItems());
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(TidySchemas::leaveReferencesAlone);
        }
    }

    private static boolean removeUnused(OpenAPI document) {
        var used = new HashSet<>(Json31.mapper().valueToTree(document).findValuesAsText("$ref"));
        return document.getComponents()
                .getSchemas()
                .keySet()
                .removeIf(name -> !used.contains(SCHEMAS + name));
    }
}
