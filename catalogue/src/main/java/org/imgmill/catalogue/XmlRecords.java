package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The records of a feed: items of RSS (Google Merchant), entries of Atom, pages of a sitemap that
/// names their images, and what other shops call a product. A field that stands several times, or
/// holds several elements, is a list.
final class XmlRecords implements Records {

    /// In small letters.
    private static final Set<String> RECORDS =
            Set.of(
                    "item",
                    "entry",
                    "product",
                    "shopitem",
                    "offer",
                    "article",
                    "row",
                    "record",
                    "listing",
                    "annonce",
                    "artikel",
                    "produkt",
                    "prodotto",
                    "produit",
                    "producto");

    /// What Ceneo calls a product, inside of its offers.
    private static final String SHORT_OFFER = "o";

    /// Names that Media RSS has in common with others' texts.
    private static final String MEDIA = "http://search.yahoo.com/mrss/";

    private static final Pattern MOVING = Pattern.compile("(?i)(video|audio)\\b.*");

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
                    return "there is no <item> (RSS, Google Merchant), <entry> (Atom), <product>, <offer>, <article> or, in a sitemap, <url> in it";
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
    private boolean offers;

    private XmlRecords(Xml xml, CatalogueLimits limits) {
        this.xml = xml;
        this.limits = limits;
    }

    @Override
    public @Nullable Next next() throws IOException {
        while (xml.next()) {
            if (xml.isStart()) {
                sitemap = sitemap || xml.name().equals("urlset");
                offers = offers || xml.name().equals("offers");
                if (isRecord(xml.name())) {
                    return new Next(xml.line(), fields());
                }
            }
        }
        return null;
    }

    private boolean isRecord(String name) {
        return RECORDS.contains(name.toLowerCase(Locale.ROOT))
                || (sitemap && name.equals(PAGE))
                || (offers && name.equals(SHORT_OFFER));
    }

    private Map<String, String> fields() throws IOException {
        Map<String, String> attributes = xml.attributes();
        var fields = new LinkedHashMap<String, String>();
        while (xml.next() && !xml.isEnd()) {
            if (xml.isStart()) {
                String name = name();
                String value = value(holdsImages(name));
                fields.merge(name, value, XmlRecords::both);
            }
        }
        attributes.forEach(fields::putIfAbsent);
        return fields;
    }

    private String name() {
        return xml.namespace().equals(MEDIA) ? "media " + xml.name() : xml.name();
    }

    private static String both(String before, String more) {
        return more.isEmpty() ? before : before.isEmpty() ? more : before + "\n" + more;
    }

    private static boolean holdsImages(String name) {
        ColumnName known = ColumnNames.of(name);
        return known != null && known.role() == ColumnName.Role.IMAGES;
    }

    /// The text of the element that has just started, or the address in its attributes; nested
    /// elements add theirs on their own lines.
    ///
    /// @param images whether titles and captions of images may stand among their addresses
    private String value(boolean images) throws IOException {
        String address = "";
        for (String attribute : ADDRESSES) {
            String given = xml.attribute(attribute);
            address = address.isEmpty() && given != null && !moves() ? given : address;
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
                    text.append(given == null || moves() ? "" : given + "\n");
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

    /// Whether the element that has just started says that its address is no still picture.
    private boolean moves() {
        String type = xml.attribute("type");
        String medium = xml.attribute("medium");
        return (type != null && MOVING.matcher(type).matches())
                || (medium != null && MOVING.matcher(medium).matches());
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
