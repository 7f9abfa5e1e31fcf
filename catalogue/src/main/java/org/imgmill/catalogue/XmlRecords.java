package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The records of a feed: items of RSS (Google Merchant), entries of Atom, and what other shops
/// call a product. A field that stands several times, or holds several elements, is a list.
final class XmlRecords implements Records {

    private static final Set<String> RECORDS =
            Set.of(
                    "item",
                    "entry",
                    "product",
                    "SHOPITEM",
                    "offer",
                    "Product",
                    "Item",
                    "article",
                    "row",
                    "record",
                    "listing");

    /// Attributes that hold an address where the text of an element does not.
    private static final String[] ADDRESSES = {"href", "url", "src"};

    static final RecordFile.Kind KIND =
            new RecordFile.Kind() {

                @Override
                public String word() {
                    return "xml";
                }

                @Override
                public Records open(InputStream in, CatalogueLimits limits) throws IOException {
                    return new XmlRecords(Xml.feed(in), limits);
                }
            };

    private final Xml xml;
    private final CatalogueLimits limits;
    private final StringBuilder text = new StringBuilder();

    private XmlRecords(Xml xml, CatalogueLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    @Override
    public @Nullable Next next() throws IOException {
        while (xml.next()) {
            if (xml.isStart() && RECORDS.contains(xml.name())) {
                return new Next(xml.line(), fields());
            }
        }
        return null;
    }

    private Map<String, String> fields() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        while (xml.next() && !xml.isEnd()) {
            if (xml.isStart()) {
                String name = xml.name();
                String value = value();
                fields.merge(name, value, XmlRecords::both);
            }
        }
        return fields;
    }

    private static String both(String before, String more) {
        return more.isEmpty() ? before : before.isEmpty() ? more : before + "\n" + more;
    }

    /// The text of the element that has just started, or the address in its attributes; those of
    /// the elements in it on lines of their own.
    private String value() throws IOException {
        String address = "";
        for (String attribute : ADDRESSES) {
            String given = xml.attribute(attribute);
            address = address.isEmpty() && given != null ? given : address;
        }
        text.setLength(0);
        int depth = 1;
        boolean nested = false;
        while (depth > 0 && xml.next()) {
            if (xml.isStart()) {
                depth++;
                nested = true;
                text.append('\n');
                for (String attribute : ADDRESSES) {
                    String given = xml.attribute(attribute);
                    text.append(given == null ? "" : given + "\n");
                }
            } else if (xml.isEnd()) {
                depth--;
            } else if (text.length() <= limits.maxCellBytes()) {
                xml.append(text);
            }
        }
        String found = nested ? lines(text.toString()) : Blank.strip(text.toString());
        return found.isEmpty() ? address : found;
    }

    private static String lines(String text) {
        var lines = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = Blank.strip(line);
            if (!stripped.isEmpty()) {
                lines.append(lines.isEmpty() ? "" : "\n").append(stripped);
            }
        }
        return lines.toString();
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
