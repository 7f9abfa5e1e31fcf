package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// One XML part of a workbook, pulled element by element; written so that no part, whatever it
/// holds, makes the parser keep more than a little of it in memory.
final class Xml implements Closeable {

    private static final int MAX_NAMES = 1_000;
    private static final XMLInputFactory FACTORY = factory();

    private final InputStream in;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();

    Xml(InputStream in) throws IOException {
        this.in = new Guarded(in);
        try {
            this.reader = FACTORY.createXMLStreamReader(this.in, "UTF-8");
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty("jdk.xml.maxElementDepth", "64");
        // Counts every `&amp;` of a part, and a catalogue's URLs are full of them; entities of a
        // part's own cannot be, since DTDs are refused.
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
                    case XMLStreamConstants.END_ELEMENT, XMLStreamConstants.CHARACTERS -> {
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

    boolean starts(String name) {
        return reader.isStartElement() && reader.getLocalName().equals(name);
    }

    boolean ends(String name) {
        return reader.isEndElement() && reader.getLocalName().equals(name);
    }

    @Nullable String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /// Adds the text of the element that has just started, nested ones included, and moves to its
    /// end; of texts longer than `longest` only so much that they are seen to be. Phonetic readings
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
            throw Workbook.damaged();
        }
    }

    private static Refusal refusal(XMLStreamException e) {
        if (e.getNestedException() instanceof Refusal refusal) {
            return refusal;
        }
        Refusal damaged = Workbook.damaged();
        damaged.initCause(e);
        return damaged;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /// Stops what the parser would hold in memory whole: comments, CDATA, instructions, DTDs (no
    /// spreadsheet program writes any), and tags or texts of more than two megabytes.
    private static final class Guarded extends FilterInputStream {

        private static final int LONGEST_RUN = 2 << 20;

        private long seen;
        private int run;

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            for (int i = offset; i < offset + read; i++) {
                byte b = bytes[i];
                seen++;
                if (run == 0 && (b == '!' || (b == '?' && seen > 16))) {
                    throw Workbook.damaged();
                }
                run = b == '<' ? 0 : run + 1;
                if (run > LONGEST_RUN) {
                    throw Workbook.damaged();
                }
            }
            return read;
        }
    }
}
