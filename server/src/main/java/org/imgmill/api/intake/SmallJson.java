package org.imgmill.api.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads values of a JSON text into memory, as maps, lists, texts, numbers and booleans, as long as
/// there are few of them.
final class SmallJson {

    private static final int MOST_VALUES = 10_000;
    private static final int MOST_FIELDS = 100;

    private final JsonParser parser;
    private int values;

    SmallJson(JsonParser parser) {
        this.parser = parser;
    }

    /// The value at which the parser stands.
    @Nullable Object value() {
        if (++values > MOST_VALUES) {
            throw new Refused(
                    ProblemType.INVALID_BODY,
                    "The fields beside the images hold more than %d values."
                            .formatted(MOST_VALUES));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case null, default -> scalar();
        };
    }

    private Map<String, @Nullable Object> object() {
        var object = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = withoutNul(parser.currentName());
            parser.nextToken();
            object.put(name, value());
        }
        return object;
    }

    private List<@Nullable Object> array() {
        var array = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value());
        }
        return array;
    }

    /// The object at which the parser stands, without its fields that hold objects or lists; what
    /// is no object has no fields.
    Map<String, @Nullable Object> flatObject() {
        var object = new LinkedHashMap<String, @Nullable Object>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return object;
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = withoutNul(parser.currentName());
            if (parser.nextToken().isScalarValue()) {
                object.put(name, scalar());
            } else {
                parser.skipChildren();
            }
            if (object.size() > MOST_FIELDS) {
                throw new Refused(
                        ProblemType.INVALID_IMAGE,
                        "An image has more than %d fields.".formatted(MOST_FIELDS));
            }
        }
        return object;
    }

    private @Nullable Object scalar() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> withoutNul(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default -> throw ListedImages.unreadable();
        };
    }

    private static String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new Refused(
                    ProblemType.INVALID_BODY, "A text of the JSON holds a NUL character.");
        }
        return text;
    }
}
