package org.imgmill.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The rows of a workbook's sheet as lines; what Excel shows as a number, a date or a formula's
/// result is taken as its text.
final class WorkbookLines implements Lines {

    /// The limits to keep, and the names of the sheets, of which the first is read.
    record About(CatalogueLimits limits, List<String> sheets) {}

    private final ZipFile zip;
    private final Xml sheet;
    private final SharedStrings texts;
    private final CellFormats formats;
    private final About about;
    private final RowCells cells;
    private final StringBuilder text = new StringBuilder();
    private long line;
    private boolean ended;

    WorkbookLines(ZipFile zip, Xml sheet, SharedStrings texts, CellFormats formats, About about) {
        this.zip = zip;
        this.sheet = sheet;
        this.texts = texts;
        this.formats = formats;
        this.about = about;
        this.cells = new RowCells(about.limits(), "");
    }

    @Override
    public String @Nullable [] next() throws IOException {
        while (!ended && sheet.next()) {
            if (sheet.starts("row")) {
                return row();
            }
            ended = sheet.ends("sheetData");
        }
        return null;
    }

    private String[] row() throws IOException {
        line = number(sheet.attribute("r"), line + 1);
        cells.begin(line);
        int column = 0;
        while (sheet.next() && !sheet.ends("row")) {
            if (sheet.starts("c")) {
                column = column(sheet.attribute("r"), column);
                String value = value();
                if (!value.isEmpty()) {
                    cells.put(column, value);
                }
                column++;
            }
        }
        return cells.take();
    }

    private String value() throws IOException {
        String type = sheet.attribute("t");
        String style = sheet.attribute("s");
        text.setLength(0);
        while (sheet.next() && !sheet.ends("c")) {
            if (sheet.starts("v") || sheet.starts("is")) {
                text.setLength(0);
                sheet.text(text, about.limits().maxCellBytes());
            }
        }
        String raw = text.toString();
        return switch (type == null ? "n" : type) {
            case "s" -> raw.isEmpty() ? "" : texts.get(raw);
            case "n" -> raw.isEmpty() ? "" : formats.text(raw.strip(), style);
            case "b" -> raw.equals("1") ? "TRUE" : "FALSE";
            default -> SharedStrings.unescaped(raw);
        };
    }

    /// The letters of an address such as `AB12`; far beyond any limit when there are too many.
    private static int column(@Nullable String address, int next) {
        if (address == null) {
            return next;
        }
        int column = 0;
        for (int i = 0; i < Math.min(address.length(), 5); i++) {
            char c = address.charAt(i);
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + c - 'A' + 1;
        }
        return Math.max(0, column - 1);
    }

    private static long number(@Nullable String text, long otherwise) {
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public @Nullable Problem flaw() {
        return null;
    }

    /// What opens workbooks also opens CSV that says that it is UTF-8.
    @Override
    public Dialect dialect() {
        return new Dialect(',', true);
    }

    @Override
    public List<Warning> warnings() {
        List<String> sheets = about.sheets();
        return sheets.size() == 1
                ? List.of()
                : List.of(
                        new Warning(
                                "first_sheet",
                                "The workbook has "
                                        + Words.count(sheets.size())
                                        + " sheets; only the first, "
                                        + Words.quoted(sheets.getFirst())
                                        + ", was read."));
    }

    @Override
    public void close() throws IOException {
        texts.close();
        sheet.close();
        zip.close();
    }
}
