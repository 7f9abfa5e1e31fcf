package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// The records of JSON: the objects of a list, of a list inside of an object (`{"products":
/// [...]}`), of an object that names them by their ids (`{"A-1": {...}, "A-2": {...}}`), or one
/// after the other (JSON lines). A list of texts is a list of records with one field. What is
/// nested in a record stays JSON, but for the `node` of an edge (GraphQL), which is the record.
final class JsonRecords implements Records {

    /// What lists of records inside of an object are called.
    private static final Set<String> LISTS =
            Set.of(
                    "products",
                    "items",
                    "data",
                    "rows",
                    "results",
                    "entries",
                    "records",
                    "listings",
                    "edges",
                    "nodes",
                    "catalog",
                    "catalogue");

    static final RecordFile.Kind KIND =
            new RecordFile.Kind() {

                @Override
                public String word() {
                    return "json";
                }

                @Override
                public String record() {
                    return "there is no object with fields in it, such as {\"id\": \"A-1\", \"image\": \"https://shop.example/mug.jpg\"}";
                }

                @Override
                public Records open(InputStream in, CatalogueLimits limits) {
                    return new JsonRecords(in, limits);
                }
            };

    private final JsonFactory factory;
    private final JsonParser json;
    private final CatalogueLimits limits;
    private final Deque<Next> keyed = new ArrayDeque<>();
    private int lists;
    private boolean inObject;

    private JsonRecords(InputStream in, CatalogueLimits limits) {
        this.limits = limits;
        factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(64)
                                        .maxStringLength(limits.maxCellBytes())
                                        .maxNameLength(1_000)
                                        .build())
                        .build();
        json = factory.createParser(ObjectReadContext.empty(), in);
    }

    @Override
    public @Nullable Next next() throws IOException {
        try {
            return keyed.isEmpty() ? find() : keyed.removeFirst();
        } catch (JacksonException e) {
            var refusal =
                    new Refusal(
                            Problem.ofLine(
                                    Math.max(0, json.currentLocation().getLineNr()),
                                    ProblemCode.DAMAGED_FILE,
                                    "The JSON is damaged, cut off, or holds a text that is longer"
                                            + " than a cell may be."));
            refusal.initCause(e);
            throw refusal;
        }
    }

    /// Walks to the next object, in a list of records or in none.
    private @Nullable Next find() throws IOException {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            switch (token) {
                case START_ARRAY -> lists++;
                case END_ARRAY -> {
                    lists--;
                    if (lists == 0 && inObject) {
                        return null;
                    }
                }
                case START_OBJECT -> {
                    long line = json.currentTokenLocation().getLineNr();
                    if (lists > 0) {
                        return new Next(line, fields(new LinkedHashMap<>()));
                    }
                    Map<String, String> record = fieldsOrList();
                    if (record != null) {
                        List<Map<String, String>> named = KeyedRecords.of(factory, record);
                        if (named.isEmpty()) {
                            return new Next(line, record);
                        }
                        named.forEach(each -> keyed.add(new Next(line, each)));
                        return keyed.removeFirst();
                    }
                }
                case VALUE_STRING -> {
                    if (lists > 0) {
                        long line = json.currentTokenLocation().getLineNr();
                        return new Next(line, Map.of("url", json.getString()));
                    }
                }
                default -> {}
            }
        }
        return null;
    }

    /// An object in no list is a record, or holds a list of them; null: it holds one, which the
    /// parser now stands at.
    private @Nullable Map<String, String> fieldsOrList() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            boolean isList = LISTS.contains(ColumnNames.plain(name));
            if (isList && value == JsonToken.START_ARRAY) {
                lists++;
                inObject = true;
                return null;
            }
            if (isList && value == JsonToken.START_OBJECT) {
                return fieldsOrList();
            }
            fields.put(name, text(value));
        }
        return fields;
    }

    private Map<String, String> fields(Map<String, String> fields) throws IOException {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && name.equals("node")) {
                fields(fields);
            } else {
                fields.put(name, text(value));
            }
        }
        return fields;
    }

    /// A value as the text of a cell.
    private String text(JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT && value != JsonToken.START_ARRAY) {
            return value == JsonToken.VALUE_NULL ? "" : json.getString();
        }
        var text = new LimitedText(limits.maxCellBytes());
        try (JsonGenerator copy = factory.createGenerator(ObjectWriteContext.empty(), text)) {
            copy.copyCurrentStructure(json);
        }
        return text.toString();
    }

    /// Exceeds a limit by at most one text.
    private static final class LimitedText extends StringWriter {

        private final int longest;

        LimitedText(int longest) {
            this.longest = longest;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            if (getBuffer().length() + length > longest) {
                throw new StreamReadException("a nested value is longer than a cell may be");
            }
            super.write(text, offset, length);
        }
    }

    @Override
    public void close() {
        json.close();
    }
}
