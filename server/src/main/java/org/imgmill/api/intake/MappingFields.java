package org.imgmill.api.intake;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.imgmill.catalogue.Mapping;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What is what in a catalogue, as a form says it: `columns`, `header_row`, `sheet`, `encoding` and
/// `delimiter`.
final class MappingFields {

    static final List<String> NAMES =
            List.of("columns", "header_row", "sheet", "encoding", "delimiter");

    private static final Set<String> ROLES = Set.of("id", "name", "images");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private MappingFields() {}

    /// @throws Refused naming a field that is wrong
    static Mapping of(Fields fields) {
        var columns = fields.text("columns");
        boolean auto = "auto".equalsIgnoreCase(columns);
        Map<String, Object> roles = columns == null || auto ? Map.of() : roles(columns);
        return new Mapping(
                column(roles.get("id")),
                column(roles.get("name")),
                images(roles.get("images")),
                fields.text("header_row") == null
                        ? null
                        : fields.integer("header_row", 0, 0, 1_000_000),
                fields.text("sheet"),
                encoding(fields.text("encoding")),
                delimiter(fields.text("delimiter")),
                auto);
    }

    private static Map<String, Object> roles(String columns) {
        try {
            Map<String, Object> roles =
                    JSON.readValue(columns, new TypeReference<Map<String, Object>>() {});
            var unknown = new TreeSet<>(roles.keySet());
            unknown.removeAll(ROLES);
            if (unknown.isEmpty()) {
                return roles;
            }
        } catch (JacksonException e) {
            throw wrongColumns();
        }
        throw wrongColumns();
    }

    private static Refused wrongColumns() {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "columns is auto, or JSON such as {\"id\": \"SKU\", \"name\": \"Title\","
                        + " \"images\": [\"Image Src\"]}, with columns by name or number.");
    }

    private static @Nullable String column(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String name when !name.isBlank() -> name;
            case Integer number -> number.toString();
            default -> throw wrongColumns();
        };
    }

    private static List<String> images(@Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            var one = column(value);
            return one == null ? List.of() : List.of(one);
        }
        var images = new ArrayList<String>();
        for (var image : list) {
            var column = column(image);
            if (column == null) {
                throw wrongColumns();
            }
            images.add(column);
        }
        return images;
    }

    private static @Nullable Charset encoding(@Nullable String name) {
        try {
            return name == null ? null : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "encoding is one such as UTF-8, windows-1250 or GBK, not \"%s\"."
                            .formatted(name));
        }
    }

    private static @Nullable Character delimiter(@Nullable String given) {
        if (given == null) {
            return null;
        }
        var text = given.equalsIgnoreCase("tab") || given.equals("\\t") ? "\t" : given;
        char delimiter = text.charAt(0);
        if (text.length() != 1 || Character.isLetterOrDigit(delimiter) || delimiter == '"') {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "delimiter is one character such as , or ; or the word tab, not \"%s\"."
                            .formatted(given));
        }
        return delimiter;
    }
}
