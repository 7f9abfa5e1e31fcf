package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// The records of an object that names them by their ids: `{"A-1": {...}, "A-2": {...}}`.
final class KeyedRecords {

    private static final String ID = "id";

    private KeyedRecords() {}

    /// @param fields of the object, what is nested in it as JSON
    /// @return empty where they are the fields of one record: not all of them are objects with an
    ///   address in it, or those have no name in common
    static List<Map<String, String>> of(JsonFactory factory, Map<String, String> fields) {
        if (fields.size() < 2
                || !fields.values().stream()
                        .allMatch(text -> text.startsWith("{") && UrlCell.holdsAddress(text))) {
            return List.of();
        }
        var records = new ArrayList<Map<String, String>>();
        Set<String> common = null;
        for (var field : fields.entrySet()) {
            Map<String, String> record = members(factory, field.getValue());
            Set<String> names = new HashSet<>(record.keySet());
            if (common != null) {
                names.retainAll(common);
            }
            common = names;
            records.add(withId(field.getKey(), record));
        }
        return common == null || common.isEmpty() ? List.of() : records;
    }

    private static Map<String, String> withId(String key, Map<String, String> record) {
        boolean named =
                record.keySet().stream()
                        .map(ColumnNames::of)
                        .anyMatch(name -> name != null && name.role() == ColumnName.Role.ID);
        if (named) {
            return record;
        }
        var with = new LinkedHashMap<String, String>();
        with.put(ID, key);
        with.putAll(record);
        return with;
    }

    /// The members of an object that was copied as it stood; nested ones stay JSON.
    private static Map<String, String> members(JsonFactory factory, String object) {
        var members = new LinkedHashMap<String, String>();
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), object)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                    long from = json.currentTokenLocation().getCharOffset();
                    json.skipChildren();
                    long to = json.currentLocation().getCharOffset();
                    members.put(name, object.substring((int) from, (int) to));
                } else {
                    members.put(name, value == JsonToken.VALUE_NULL ? "" : json.getString());
                }
            }
        }
        return members;
    }
}
