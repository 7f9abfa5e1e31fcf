package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// An .xlsx workbook: its sheets and what is needed to read them.
///
/// Long: the parts of a workbook point at each other, and are followed here alone.
final class Workbook implements Source {

    private static final int MAX_DIRECTORY = 1 << 20;
    private static final int END_RECORD = 22;
    private static final int END_SIGNATURE = 0x06054b50;

    private final ZipFile zip;
    private final CatalogueLimits limits;
    private final List<String> parts = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final SharedStrings texts;
    private final CellFormats formats;

    private Workbook(ZipFile zip, CatalogueOptions options) throws IOException {
        this.zip = zip;
        this.limits = options.limits();
        boolean from1904 = listSheets();
        try (Xml styles = optional("xl/styles.xml")) {
            formats = CellFormats.of(styles, from1904);
        }
        try (Xml strings = optional("xl/sharedStrings.xml")) {
            texts = SharedStrings.of(strings, limits, options.scratch());
        }
    }

    /// A workbook is read back and forth, so it is put into a file first, which goes with it.
    ///
    /// @param packed what to do with the only file of a ZIP archive that is no workbook
    static Source open(InputStream in, CatalogueOptions options, Packed packed) throws IOException {
        Path file = Files.createTempFile(options.scratch(), "workbook", ".xlsx");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            checkDirectory(file);
            var zip = new ZipFile(file.toFile());
            try {
                return source(zip, options, packed);
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
                throw Catalogue.refused("an OpenDocument file");
            }
            return new OpenDocument(zip, options.limits());
        }
        String other = otherKind(zip);
        if (other != null) {
            throw Catalogue.refused(other);
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

    /// Lists the sheets that are shown; whether dates count from 1904.
    private boolean listSheets() throws IOException {
        ZipEntry book = zip.getEntry("xl/workbook.xml");
        if (book == null) {
            throw damaged();
        }
        Map<String, String> targets = targets("xl/_rels/workbook.xml.rels");
        boolean from1904 = false;
        try (Xml xml = xml(book)) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    String date1904 = xml.attribute("date1904");
                    from1904 = "1".equals(date1904) || "true".equals(date1904);
                } else if (xml.starts("sheet") && isShown(xml.attribute("state"))) {
                    String target = targets.get(String.valueOf(xml.attribute("id")));
                    parts.add(String.valueOf(target));
                    names.add(String.valueOf(xml.attribute("name")));
                }
            }
        }
        if (names.isEmpty()) {
            throw damaged();
        }
        return from1904;
    }

    private static boolean isShown(@Nullable String state) {
        return state == null || state.equals("visible");
    }

    @Override
    public List<String> sheets() {
        return names;
    }

    @Override
    public Lines open(int sheet) throws IOException {
        ZipEntry part = part(parts.get(sheet));
        if (part == null) {
            throw damaged();
        }
        var about = new WorkbookLines.About(limits, names, sheet);
        return new WorkbookLines(xml(part), texts, formats, links(part), about);
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            texts.close();
        }
    }

    /// What the cells of a sheet lead to; they stand behind its rows, so they are read first.
    private SheetLinks links(ZipEntry sheet) throws IOException {
        String name = sheet.getName();
        int folder = name.lastIndexOf('/') + 1;
        Map<String, String> targets =
                targets(name.substring(0, folder) + "_rels/" + name.substring(folder) + ".rels");
        if (targets.isEmpty()) {
            return SheetLinks.NONE;
        }
        try (Xml xml = xml(sheet)) {
            return SheetLinks.of(xml, targets);
        }
    }

    /// What a part refers to, by the ids it gives them.
    private Map<String, String> targets(String relations) throws IOException {
        var targets = new HashMap<String, String>();
        long chars = 0;
        try (Xml xml = optional(relations)) {
            while (xml != null && xml.next()) {
                String id = xml.starts("Relationship") ? xml.attribute("Id") : null;
                String target = id == null ? null : xml.attribute("Target");
                if (id != null && target != null) {
                    targets.put(id, target);
                    chars += id.length() + target.length() + 64L;
                }
                if (chars > SharedStrings.MAX_CHARS) {
                    throw damaged();
                }
            }
        }
        return targets;
    }

    private @Nullable ZipEntry part(@Nullable String target) {
        if (target == null) {
            return null;
        }
        return zip.getEntry(target.startsWith("/") ? target.substring(1) : "xl/" + target);
    }

    private @Nullable Xml optional(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        return entry == null ? null : xml(entry);
    }

    private Xml xml(ZipEntry entry) throws IOException {
        var bytes = new Expanding(zip.getInputStream(entry), entry::getCompressedSize);
        return new Xml(new LimitedBytes(bytes, limits.maxBytes()));
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

    /// The JDK loads the directory of a ZIP file whole, however large it says that it is.
    private static void checkDirectory(Path file) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(in.length(), END_RECORD + 0xFFFF)];
            in.seek(in.length() - bytes.length);
            in.readFully(bytes);
            ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int length = bytes.length;
            for (int at = length - END_RECORD; at >= 0; at--) {
                if (tail.getInt(at) == END_SIGNATURE) {
                    boolean ends = at + END_RECORD + (tail.getShort(at + 20) & 0xFFFF) == length;
                    long directory = tail.getInt(at + 12) & 0xFFFFFFFFL;
                    boolean zip64 = tail.getShort(at + 10) == -1 || tail.getInt(at + 16) == -1;
                    if (!ends || zip64 || directory > MAX_DIRECTORY) {
                        throw damaged();
                    }
                    return;
                }
            }
            throw damaged();
        }
    }
}
