package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// An .xlsx workbook: its sheets and what is needed to read them.
final class Workbook implements Source {

    private static final int MAX_DIRECTORY = 1 << 20;

    private final ZipFile zip;
    private final CatalogueLimits limits;
    private final WorkbookParts parts;
    private final SharedStrings texts;
    private final CellFormats formats;

    private Workbook(ZipFile zip, CatalogueOptions options) throws IOException {
        this.zip = zip;
        this.limits = options.limits();
        this.parts = new WorkbookParts(zip, limits);
        try (Xml styles = parts.optional("xl/styles.xml")) {
            formats = CellFormats.of(styles, parts.from1904());
        }
        try (Xml strings = parts.optional("xl/sharedStrings.xml")) {
            texts = SharedStrings.of(strings, limits, options.scratch());
        }
    }

    /// A workbook's archive, opened as one that a stranger made.
    static ZipFile zip(Path file) throws IOException {
        return ZipFiles.open(file, MAX_DIRECTORY);
    }

    /// A workbook needs random access, so it is put into a file first, deleted with it.
    ///
    /// @param packed what to do with the only file of a ZIP archive that is no workbook
    static Source open(InputStream in, CatalogueOptions options, Packed packed) throws IOException {
        Path file = Files.createTempFile(options.scratch(), "workbook", ".xlsx");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            ZipFile zip = zip(file);
            try {
                Source source = source(zip, options, packed);
                if (source instanceof Workbook) {
                    options.keep().workbook(file);
                }
                return source;
            } catch (IOException e) {
                zip.close();
                throw e;
            }
        } catch (ZipException e) {
            throw damaged();
        } finally {
            // Open files stay readable without their name on every system that imgmill runs on.
            Files.delete(file);
        }
    }

    /// What to do with a file in a ZIP archive.
    interface Packed {
        Source open(InputStream in) throws IOException;
    }

    /// A strict reading takes .xlsx only.
    private static Source source(ZipFile zip, CatalogueOptions options, Packed packed)
            throws IOException {
        if (zip.getEntry("xl/workbook.xml") != null) {
            return new Workbook(zip, options);
        }
        if (zip.getEntry("mimetype") != null && zip.getEntry(OpenDocument.CONTENT) != null) {
            if (options.mapping() == null) {
                throw Catalogue.refused("an OpenDocument file", options);
            }
            return new OpenDocument(zip, options);
        }
        String other = otherKind(zip);
        if (other != null) {
            throw Catalogue.refused(other, options);
        }
        ZipEntry only = only(zip);
        Source inner =
                packed.open(new Expanding(zip.getInputStream(only), only::getCompressedSize));
        return new Source() {

            @Override
            public List<String> sheets() {
                return inner.sheets();
            }

            @Override
            public Lines open(int sheet) throws IOException {
                return inner.open(sheet);
            }

            @Override
            public void close() throws IOException {
                try (zip) {
                    inner.close();
                }
            }
        };
    }

    /// The only file of an archive, but for what macOS adds.
    private static ZipEntry only(ZipFile zip) throws Refusal {
        List<? extends ZipEntry> files =
                zip.stream()
                        .filter(entry -> !entry.isDirectory())
                        .filter(entry -> !entry.getName().startsWith("__MACOSX/"))
                        .filter(entry -> !entry.getName().endsWith(".DS_Store"))
                        .toList();
        if (files.size() != 1) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.NOT_A_CATALOGUE,
                            "This is a ZIP archive of "
                                    + Words.count(files.size())
                                    + " files. Pack one catalogue, or send it as it is."));
        }
        return files.getFirst();
    }

    /// A warning where only one of several sheets was read.
    static List<Warning> oneOf(List<String> sheets, int read) {
        return sheets.size() == 1
                ? List.of()
                : List.of(
                        new Warning(
                                read == 0 ? "first_sheet" : "one_sheet",
                                "The workbook has "
                                        + Words.count(sheets.size())
                                        + " sheets; only "
                                        + (read == 0 ? "the first, " : "")
                                        + Words.quoted(sheets.get(read))
                                        + (read == 0 ? "," : "")
                                        + " was read."));
    }

    static Refusal damaged() {
        return new Refusal(
                Problem.ofFile(
                        ProblemCode.DAMAGED_FILE,
                        "The workbook is damaged, or written in an unusual way. Save it again, or"
                                + " save it as CSV."));
    }

    @Override
    public List<String> sheets() {
        return parts.sheets();
    }

    @Override
    public Lines open(int sheet) throws IOException {
        ZipEntry part = parts.sheet(sheet);
        var about = new WorkbookLines.About(limits, parts.sheets(), sheet);
        return new WorkbookLines(parts.xml(part), texts, formats, parts.links(part), about);
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            texts.close();
        }
    }

    private static @Nullable String otherKind(ZipFile zip) {
        if (zip.getEntry("word/document.xml") != null) {
            return "a Word document";
        }
        if (zip.getEntry("ppt/presentation.xml") != null) {
            return "a PowerPoint presentation";
        }
        return zip.getEntry("xl/workbook.bin") != null ? "a binary Excel workbook (.xlsb)" : null;
    }
}
