package org.imgmill.clients;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The schemas and fields that an OpenAPI document names, and those that types made by
/// openapi-typescript name.
final class NamesInTypes {

    private static final Pattern SCHEMA = Pattern.compile("^ {8}\"?(\\w+)\"?: ");
    private static final Pattern FIELD = Pattern.compile("^ {12}\"?(\\w+)\"?\\??: ");

    private NamesInTypes() {}

    static SortedSet<String> ofDocument(JsonNode document) {
        var names = new TreeSet<String>();
        document.path("components")
                .path("schemas")
                .forEachEntry(
                        (schema, its) -> {
                            names.add(schema);
                            its.path("properties")
                                    .propertyNames()
                                    .forEach(field -> names.add(schema + "." + field));
                        });
        return names;
    }

    static SortedSet<String> ofTypes(String types) {
        var names = new TreeSet<String>();
        var schema = "";
        for (var line : types.lines().toList()) {
            var found = SCHEMA.matcher(line);
            if (found.find()) {
                schema = found.group(1);
                names.add(schema);
            }
            var field = FIELD.matcher(line);
            if (field.find()) {
                names.add(schema + "." + field.group(1));
            }
        }
        return names;
    }
}
