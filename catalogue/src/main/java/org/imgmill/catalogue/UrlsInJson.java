package org.imgmill.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// The URLs in a cell of JSON, or of what Python prints: texts of lists, and from each object the
/// first member with a name for addresses, or else all its addresses, only those of pictures if
/// there are any.
final class UrlsInJson {

    private static final Set<String> MEMBERS =
            Set.of(
                    "src",
                    "url",
                    "href",
                    "link",
                    "image",
                    "imageurl",
                    "originalsrc",
                    "uri",
                    "path",
                    "file",
                    "source",
                    "fullurl",
                    "large",
                    "original",
                    "urlzoom",
                    "urlstandard");

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(20).build())
                    .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .build();

    private UrlsInJson() {}

    /// Null: this is not JSON, or no list or object of URLs.
    static @Nullable List<String> of(String cell) {
        var urls = new ArrayList<String>();
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), cell)) {
            JsonToken first = json.nextToken();
            if (first == JsonToken.VALUE_STRING) {
                return text(json);
            }
            if (first == JsonToken.START_ARRAY) {
                list(json, urls);
            } else if (first == JsonToken.START_OBJECT) {
                object(json, urls);
            } else {
                return null;
            }
            return json.nextToken() == null ? urls : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// JSON inside a JSON text, from programs that encode a cell twice.
    private static @Nullable List<String> text(JsonParser json) {
        String inner = Blank.strip(json.getString());
        boolean nested = inner.startsWith("[") || inner.startsWith("{");
        return nested && json.nextToken() == null ? of(inner) : null;
    }

    private static void list(JsonParser json, List<String> urls) {
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_ARRAY;
                token = json.nextToken()) {
            switch (token) {
                case VALUE_STRING -> urls.add(Blank.strip(json.getString()));
                case VALUE_NULL -> urls.add("");
                case START_OBJECT -> object(json, urls);
                case START_ARRAY -> list(json, urls);
                default -> urls.add(json.getString());
            }
        }
    }

    /// An object is one image; nested values count only if it names no address itself.
    private static void object(JsonParser json, List<String> urls) {
        String own = null;
        var others = new ArrayList<String>();
        var deeper = new ArrayList<String>();
        for (JsonToken token = json.nextToken();
                token != JsonToken.END_OBJECT;
                token = json.nextToken()) {
            String member = ColumnNames.plain(json.currentName());
            switch (json.nextToken()) {
                case VALUE_STRING -> {
                    String text = Blank.strip(json.getString());
                    if (own == null && MEMBERS.contains(member) && UrlCell.isAddress(text)) {
                        own = text;
                    } else if (UrlCell.isAddress(text)) {
                        others.add(text);
                    }
                }
                case START_OBJECT -> object(json, deeper);
                case START_ARRAY -> list(json, deeper);
                default -> {}
            }
        }
        if (own != null) {
            urls.add(own);
        } else if (deeper.stream().anyMatch(UrlCell::isAddress)) {
            deeper.stream().filter(UrlCell::isAddress).forEach(urls::add);
        } else {
            boolean pictures = others.stream().anyMatch(ColumnLooks::isPicture);
            others.stream()
                    .filter(url -> !pictures || ColumnLooks.isPicture(url))
                    .forEach(urls::add);
        }
    }
}
