package org.imgmill.catalogue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rows of a workbook's sheet as lines; what Excel shows as a number, a date or a formula's
/// result is taken as its text.
final class WorkbookLines implements Lines {

    /// The limits to keep, the names of the sheets, and which one is read.
    record About(CatalogueLimits limits, List<String> sheets, int sheet) {}

    private static final Pattern HYPERLINK =
            Pattern.compile("(?is)(?:HYPERLINK|IMAGE|_xlfn\\.IMAGE)\\s*\\(\\s*\"([^\"]+)\".*");

    private final Xml sheet;
    private final SharedStrings texts;
    private final CellFormats formats;
    private final SheetLinks links;
    private final About about;
    private final RowCells cells;
    private final StringBuilder text = new StringBuilder();
    private long line;
    private boolean ended;
    private String @Nullable [] linksOfRow;
    private String formulaLink = "";

    WorkbookLines(
            Xml sheet, SharedStrings texts, CellFormats formats, SheetLinks links, About about) {
        this.sheet = sheet;
        this.texts = texts;
        this.formats = formats;
        this.links = links;
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
        linksOfRow = null;
        int column = 0;
        while (sheet.next() && !sheet.ends("row")) {
            if (sheet.starts("c")) {
                column = column(sheet.attribute("r"), column);
                String value = value();
                if (!value.isEmpty()) {
                    cells.put(column, value);
                }
                lead(column, formulaLink.isEmpty() ? links.of(line, column) : formulaLink);
                column++;
            }
        }
        return cells.take();
    }

    private void lead(int column, String target) {
        if (target.isEmpty() || column >= about.limits().maxColumns()) {
            return;
        }
        String[] row = linksOfRow == null ? new String[0] : linksOfRow;
        if (column >= row.length) {
            int length = row.length;
            row = Arrays.copyOf(row, column + 1);
            Arrays.fill(row, length, column + 1, "");
        }
        row[column] = target;
        linksOfRow = row;
    }

    @Override
    public String @Nullable [] links() {
        return linksOfRow;
    }

    @Override
    public Understanding.Form form() {
        return new Understanding.Form(
                "xlsx", null, null, about.sheets().get(about.sheet()), about.sheets());
    }

    private String value() throws IOException {
        String type = sheet.attribute("t");
        String style = sheet.attribute("s");
        text.setLength(0);
        formulaLink = "";
        while (sheet.next() && !sheet.ends("c")) {
            if (sheet.starts("f")) {
                formula();
            } else if (sheet.starts("v") || sheet.starts("is")) {
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

    /// A formula matters only where it leads to an address.
    private void formula() throws IOException {
        text.setLength(0);
        sheet.text(text, about.limits().maxCellBytes());
        Matcher link = HYPERLINK.matcher(text);
        formulaLink = link.matches() ? link.group(1) : "";
        text.setLength(0);
    }

    /// The letters of an address such as `AB12`; far beyond any limit when there are too many.
    static int column(@Nullable String address, int next) {
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

    /// Programs that open workbooks also open CSV marked as UTF-8.
    @Override
    public Dialect dialect() {
        return new Dialect(',', true);
    }

    @Override
    public List<Warning> warnings() {
        return Workbook.oneOf(about.sheets(), about.sheet());
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
