package org.imgmill.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// An .ods workbook: its sheets stand one behind the other in one part.
final class OpenDocument implements Source {

    static final String CONTENT = "content.xml";

    private final ZipFile zip;
    private final CatalogueLimits limits;
    private final List<String> names = new ArrayList<>();

    OpenDocument(ZipFile zip, CatalogueOptions options) throws IOException {
        this.zip = zip;
        this.limits = options.limits();
        try (Xml xml = content()) {
            while (xml.next()) {
                if (xml.starts("table")) {
                    names.add(String.valueOf(xml.attribute("name")));
                }
                if (names.size() > 10_000) {
                    throw Workbook.damaged();
                }
            }
        }
        if (names.isEmpty()) {
            throw Catalogue.refused("an OpenDocument file without a table", options);
        }
    }

    private Xml content() throws IOException {
        ZipEntry part = zip.getEntry(CONTENT);
        if (part == null) {
            throw Workbook.damaged();
        }
        var bytes = new Expanding(zip.getInputStream(part), part::getCompressedSize);
        return Xml.feed(new LimitedBytes(bytes, limits.maxBytes()));
    }

    @Override
    public List<String> sheets() {
        return names;
    }

    @Override
    public Lines open(int sheet) throws IOException {
        Xml xml = content();
        try {
            for (int passed = -1; passed < sheet; ) {
                if (!xml.next()) {
                    throw Workbook.damaged();
                }
                passed += xml.starts("table") ? 1 : 0;
            }
            return new OpenDocumentLines(xml, names, sheet, limits);
        } catch (IOException e) {
            xml.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
