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
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Finds the first sheet of an .xlsx workbook and what is needed to read it.
final class Workbook {

    private static final int MAX_DIRECTORY = 1 << 20;
    private static final int END_RECORD = 22;
    private static final int END_SIGNATURE = 0x06054b50;

    private final ZipFile zip;
    private final CatalogueLimits limits;
    private final Path scratch;

    private Workbook(ZipFile zip, CatalogueLimits limits, Path scratch) {
        this.zip = zip;
        this.limits = limits;
        this.scratch = scratch;
    }

    /// A workbook is read back and forth, so it is put into a file first, which goes with it.
    static Lines open(InputStream in, Path scratch, CatalogueLimits limits) throws IOException {
        Path file = Files.createTempFile(scratch, "workbook", ".xlsx");
        try {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            checkDirectory(file);
            var zip = new ZipFile(file.toFile());
            try {
                return new Workbook(zip, limits, scratch).firstSheet();
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

    static Refusal damaged() {
        return new Refusal(
                Problem.ofFile(
                        ProblemCode.DAMAGED_FILE,
                        "The workbook is damaged, or written in an unusual way. Save it again, or"
                                + " save it as CSV."));
    }

    private Lines firstSheet() throws IOException {
        ZipEntry book = zip.getEntry("xl/workbook.xml");
        if (book == null) {
            throw Catalogue.refused(otherKind());
        }
        var sheets = new ArrayList<String>();
        var names = new ArrayList<String>();
        boolean from1904 = false;
        try (Xml xml = xml(book)) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    String date1904 = xml.attribute("date1904");
                    from1904 = "1".equals(date1904) || "true".equals(date1904);
                } else if (xml.starts("sheet") && xml.attribute("state") == null) {
                    sheets.add(String.valueOf(xml.attribute("id")));
                    names.add(String.valueOf(xml.attribute("name")));
                }
            }
        }
        if (sheets.isEmpty()) {
            throw damaged();
        }
        ZipEntry sheet = part(targets().get(sheets.getFirst()));
        if (sheet == null) {
            throw damaged();
        }
        try (Xml texts = optional("xl/sharedStrings.xml");
                Xml styles = optional("xl/styles.xml")) {
            return new WorkbookLines(
                    zip,
                    xml(sheet),
                    SharedStrings.of(texts, limits, scratch),
                    CellFormats.of(styles, from1904),
                    new WorkbookLines.About(limits, names));
        }
    }

    /// The parts that the workbook refers to, by the ids it gives them.
    private Map<String, String> targets() throws IOException {
        var targets = new HashMap<String, String>();
        try (Xml xml = optional("xl/_rels/workbook.xml.rels")) {
            while (xml != null && xml.next()) {
                String id = xml.starts("Relationship") ? xml.attribute("Id") : null;
                String target = id == null ? null : xml.attribute("Target");
                if (id != null && target != null) {
                    targets.put(id, target);
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

    private String otherKind() {
        if (zip.getEntry("word/document.xml") != null) {
            return "a Word document";
        }
        if (zip.getEntry("ppt/presentation.xml") != null) {
            return "a PowerPoint presentation";
        }
        if (zip.getEntry("xl/workbook.bin") != null) {
            return "a binary Excel workbook (.xlsb)";
        }
        if (zip.getEntry("mimetype") != null && zip.getEntry("content.xml") != null) {
            return "an OpenDocument file";
        }
        return "a ZIP archive";
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
