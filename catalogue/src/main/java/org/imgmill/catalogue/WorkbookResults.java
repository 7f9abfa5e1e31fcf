package org.imgmill.catalogue;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// A workbook that came in, to be written back with columns of output URLs behind the others of the
/// sheet that was read. All else comes out as it went in: other sheets, widths, styles, formulas,
/// rows above the header.
public final class WorkbookResults implements Closeable {

    private final ZipFile zip;
    private final CatalogueHeader header;
    private final long mostBytes;
    private final String sheet;

    private WorkbookResults(
            ZipFile zip, CatalogueHeader header, CatalogueLimits limits, String sheet) {
        this.zip = zip;
        this.header = header;
        this.mostBytes = limits.maxBytes();
        this.sheet = sheet;
    }

    /// The rows of the catalogue, in its order.
    public interface Rows {

        /// The next row; null: there is none.
        @Nullable Row next() throws IOException;
    }

    /// A row that was taken.
    ///
    /// @param line where it stands in the sheet
    /// @param said for each added column what it says of each of the row's URLs
    public record Row(long line, String[] cells, List<List<String>> said) {}

    /// @param workbook the file that came in
    /// @param header as the reading of that file found it
    public static WorkbookResults of(Path workbook, CatalogueHeader header, CatalogueLimits limits)
            throws IOException {
        CatalogueHeader.Origin origin = header.origin();
        if (origin == null || origin.sheet() == null) {
            throw new IllegalArgumentException("the header is of no workbook");
        }
        var zip = Workbook.zip(workbook);
        try {
            var parts = new WorkbookParts(zip, limits);
            int number = parts.sheets().indexOf(origin.sheet());
            if (number < 0) {
                throw Workbook.damaged();
            }
            return new WorkbookResults(zip, header, limits, parts.sheet(number).getName());
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /// Whether a file is worth keeping for this: its directory says that it unpacks to no more than
    /// a catalogue may.
    public static boolean mayBeWrittenBack(Path workbook, CatalogueLimits limits)
            throws IOException {
        try (var zip = Workbook.zip(workbook)) {
            return zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum()
                    <= limits.maxBytes();
        }
    }

    /// Whether the workbook holds macros, so that Excel wants it to be called .xlsm.
    public boolean holdsMacros() {
        return zip.getEntry("xl/vbaProject.bin") != null;
    }

    public void write(List<AddedColumn> added, Rows rows, OutputStream out) throws IOException {
        int free = firstFreeColumn();
        var packed = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var names = new HashSet<String>();
        for (ZipEntry part : zip.stream().toList()) {
            // Of two parts of one name readers see one.
            if (names.add(part.getName())) {
                packed.putNextEntry(new ZipEntry(part.getName()));
                try (var in = unpacked(part)) {
                    if (part.getName().equals(sheet)) {
                        var text = new OutputStreamWriter(packed, StandardCharsets.ISO_8859_1);
                        new FillSheet(new SheetTags(in), text, header, added, free).fill(rows);
                        text.flush();
                    } else {
                        in.transferTo(packed);
                    }
                }
                packed.closeEntry();
            }
        }
        packed.finish();
    }

    /// Behind every cell that holds something, in whatever row.
    private int firstFreeColumn() throws IOException {
        int free = header.columns().size();
        try (var in = unpacked(zip.getEntry(sheet))) {
            var tags = new SheetTags(in);
            int column = -1;
            boolean inRow = false;
            while (tags.next()) {
                if (tags.isEnd() && tags.name().equals("row")) {
                    inRow = false;
                } else if (tags.isStart() && tags.name().equals("row")) {
                    inRow = !tags.isEmptyElement();
                    column = -1;
                } else if (inRow && tags.isStart()) {
                    switch (tags.name()) {
                        case "c" -> column = FillSheet.column(tags, column + 1);
                        case "v", "is", "f" -> free = Math.max(free, column + 1);
                        default -> {}
                    }
                }
            }
        }
        return free;
    }

    private InputStream unpacked(ZipEntry part) throws IOException {
        return new BufferedInputStream(
                new LimitedBytes(
                        new Expanding(zip.getInputStream(part), part::getCompressedSize),
                        mostBytes));
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
