package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The records of a feed: items of RSS (Google Merchant), entries of Atom, pages of a sitemap that
/// names their images, and what other shops call a product. A field that stands several times, or
/// holds several elements, is a list.
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

    /// What a page of a sitemap is called. Elsewhere it is a field.
    private static final String PAGE = "url";

    /// Attributes that hold an address where the text of an element does not.
    private static final String[] ADDRESSES = {"href", "url", "src"};

    static final RecordFile.Kind KIND =
            new RecordFile.Kind() {

                @Override
                public String word() {
                    return "xml";
                }

                @Override
                public String record() {
                    return "there is no <item> (RSS, Google Merchant), <entry> (Atom), <product> or, in a sitemap, <url> in it";
                }

                @Override
                public Records open(InputStream in, CatalogueLimits limits) throws IOException {
                    return new XmlRecords(Xml.feed(in), limits);
                }
            };

    private final Xml xml;
    private final CatalogueLimits limits;
    private final StringBuilder text = new StringBuilder();
    private boolean sitemap;

    private XmlRecords(Xml xml, CatalogueLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    @Override
    public @Nullable Next next() throws IOException {
        while (xml.next()) {
            if (xml.isStart()) {
                sitemap = sitemap || xml.name().equals("urlset");
                if (isRecord(xml.name())) {
                    return new Next(xml.line(), fields());
                }
            }
        }
        return null;
    }

    private boolean isRecord(String name) {
        return RECORDS.contains(name) || (sitemap && name.equals(PAGE));
    }

    private Map<String, String> fields() throws IOException {
        var fields = new LinkedHashMap<String, String>();
        while (xml.next() && !xml.isEnd()) {
            if (xml.isStart()) {
                String name = xml.name();
                String value = value(holdsImages(name));
                fields.merge(name, value, XmlRecords::both);
            }
        }
        return fields;
    }

    private static String both(String before, String more) {
        return more.isEmpty() ? before : before.isEmpty() ? more : before + "\n" + more;
    }

    private static boolean holdsImages(String name) {
        ColumnName known = ColumnNames.of(name);
        return known != null && known.role() == ColumnName.Role.IMAGES;
    }

    /// The text of the element that has just started, or the address in its attributes; those of
    /// the elements in it on lines of their own.
    ///
    /// @param images whether titles and captions of images may stand among their addresses
    private String value(boolean images) throws IOException {
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
        String found = nested ? lines(text.toString(), images) : Blank.strip(text.toString());
        return found.isEmpty() ? address : found;
    }

    private static String lines(String text, boolean images) {
        List<String> lines = text.lines().map(Blank::strip).filter(l -> !l.isEmpty()).toList();
        List<String> addresses =
                images ? lines.stream().filter(XmlRecords::isAddress).toList() : List.of();
        return String.join("\n", addresses.isEmpty() ? lines : addresses);
    }

    private static boolean isAddress(String line) {
        return line.startsWith("//")
                || line.regionMatches(true, 0, "http://", 0, 7)
                || line.regionMatches(true, 0, "https://", 0, 8);
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
