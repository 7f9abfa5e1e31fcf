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

/// The records of an object that names them by their ids: `{"A-1": {...}, "A-2": {...}}`, or that
/// has one list of them, whatever it is called, and neither id nor name of its own.
final class KeyedRecords {

    private static final String ID = "id";

    private KeyedRecords() {}

    /// @param fields of the object, what is nested in it as JSON
    /// @return empty where they are the fields of one record: not all of them are objects with an
    ///   address in it, or those have no name in common
    static List<Map<String, String>> of(JsonFactory factory, Map<String, String> fields) {
        List<Map<String, String>> listed = listed(factory, fields);
        if (!listed.isEmpty()) {
            return listed;
        }
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

    private static List<Map<String, String>> listed(
            JsonFactory factory, Map<String, String> fields) {
        var lists = new ArrayList<String>();
        for (var field : fields.entrySet()) {
            ColumnName name = ColumnNames.of(field.getKey());
            boolean list = field.getValue().startsWith("[{");
            boolean images = name != null && name.role() == ColumnName.Role.IMAGES;
            if (!list && name != null && !images && name.role() != ColumnName.Role.NEVER) {
                return List.of();
            }
            if (list && !images && UrlCell.holdsAddress(field.getValue())) {
                lists.add(field.getValue());
            }
        }
        return lists.size() == 1 ? elements(factory, lists.getFirst()) : List.of();
    }

    /// The members of each object of a list; empty where something else stands in it.
    private static List<Map<String, String>> elements(JsonFactory factory, String list) {
        var elements = new ArrayList<Map<String, String>>();
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), list)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                long from = json.currentTokenLocation().getCharOffset();
                json.skipChildren();
                long to = json.currentLocation().getCharOffset();
                elements.add(members(factory, list.substring((int) from, (int) to)));
            }
            return json.currentToken() == JsonToken.END_ARRAY ? elements : List.of();
        }
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
