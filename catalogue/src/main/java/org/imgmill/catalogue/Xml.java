package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// One XML part of a workbook, or a feed, pulled element by element; written so that no part,
/// whatever it holds, makes the parser keep more than a little of it in memory.
final class Xml implements Closeable {

    private static final int MAX_NAMES = 1_000;
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final boolean feed;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();

    /// A part of a workbook.
    Xml(InputStream in) throws IOException {
        this(new SheetGuard(in), "UTF-8");
    }

    private Xml(InputStream guarded, @Nullable String encoding) throws IOException {
        this.in = guarded;
        this.feed = encoding == null;
        try {
            this.reader =
                    encoding == null
                            ? FACTORY.createXMLStreamReader(in)
                            : FACTORY.createXMLStreamReader(in, encoding);
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    /// A feed, in whatever encoding it names; it may hold comments and CDATA, and name a DTD that
    /// is not read, but hold none.
    static Xml feed(InputStream in) throws IOException {
        return new Xml(new FeedGuard(in), null);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty("jdk.xml.maxElementDepth", "64");
        // These count every `&amp;`, and a catalogue's URLs are full of them; a part cannot define
        // entities, since DTDs are refused.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
        factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
        return factory;
    }

    /// Moves to the next start or end of an element or text; false at the end of the part.
    boolean next() throws IOException {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        countNames();
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT,
                            XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA -> {
                        return true;
                    }
                    default -> {}
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    boolean isStart() {
        return reader.isStartElement();
    }

    boolean isEnd() {
        return reader.isEndElement();
    }

    /// The name of the element that has just started or ended.
    String name() {
        return reader.getLocalName();
    }

    /// The line that has been reached, from 1.
    long line() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    /// What names the vocabulary of the element that has just started; empty: nothing does.
    String namespace() {
        return Objects.requireNonNullElse(reader.getNamespaceURI(), "");
    }

    /// The attributes of the element that has just started.
    Map<String, String> attributes() {
        var attributes = new LinkedHashMap<String, String>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /// Adds the text that has just been read.
    void append(StringBuilder text) {
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    }

    boolean starts(String name) {
        return reader.isStartElement() && reader.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return reader.isEndElement() && reader.getLocalName().equals(name);
    }

    /// Null if the element that has just started lacks it.
    @Nullable String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /// Adds the text of the element that has just started, nested ones included, and moves to its
    /// end. Of a text longer than `longest` it adds just enough to show that. Phonetic readings
    /// (`rPh`) are no part of what a cell says.
    void text(StringBuilder text, int longest) throws IOException {
        int reading = 0;
        for (int depth = 1; depth > 0 && next(); ) {
            boolean phonetic = !reader.isCharacters() && reader.getLocalName().equals("rPh");
            if (reader.isStartElement()) {
                depth++;
                reading += phonetic ? 1 : 0;
            } else if (reader.isEndElement()) {
                depth--;
                reading -= phonetic ? 1 : 0;
            } else if (reading == 0 && text.length() <= longest) {
                text.append(
                        reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
            }
        }
    }

    /// The parser keeps every name it ever saw.
    private void countNames() throws Refusal {
        names.add(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            names.add(reader.getAttributeLocalName(i));
        }
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            names.add("xmlns:" + reader.getNamespacePrefix(i));
        }
        if (names.size() > MAX_NAMES) {
            throw damaged();
        }
    }

    private Refusal damaged() {
        return feed ? FeedGuard.damaged() : Workbook.damaged();
    }

    private Refusal refusal(XMLStreamException e) {
        if (e.getNestedException() instanceof Refusal refusal) {
            return refusal;
        }
        Refusal damaged = damaged();
        damaged.initCause(e);
        return damaged;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
