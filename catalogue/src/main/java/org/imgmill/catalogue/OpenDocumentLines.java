package org.imgmill.catalogue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet of an .ods workbook as lines. Repeated cells and rows stand there once with
/// a count; empty ones at the end of a sheet repeat a million times.
final class OpenDocumentLines implements Lines {

    private static final int MOST_REPEATED_ROWS = 10_000;

    private final Xml sheet;
    private final List<String> names;
    private final int index;
    private final CatalogueLimits limits;
    private final RowCells cells;
    private final StringBuilder text = new StringBuilder();
    private long line;
    private long nextLine = 1;
    private long repeats;
    private String[] row = {};
    private String @Nullable [] links;
    private boolean ended;

    OpenDocumentLines(Xml sheet, List<String> names, int index, CatalogueLimits limits) {
        this.sheet = sheet;
        this.names = names;
        this.index = index;
        this.limits = limits;
        this.cells = new RowCells(limits, "");
    }

    @Override
    public String @Nullable [] next() throws IOException {
        if (repeats > 0) {
            repeats--;
            line++;
            return row;
        }
        while (!ended && sheet.next()) {
            if (sheet.starts("table-row")) {
                return row();
            }
            ended = sheet.ends("table");
        }
        return null;
    }

    private String[] row() throws IOException {
        long times = number(sheet.attribute("number-rows-repeated"));
        line = nextLine;
        nextLine += times;
        cells.begin(line);
        links = null;
        int column = 0;
        while (sheet.next() && !sheet.ends("table-row")) {
            if (sheet.starts("table-cell") || sheet.starts("covered-table-cell")) {
                column = cell(column);
            }
        }
        row = cells.take();
        boolean blank = Blank.isAll(row);
        repeats = blank ? 0 : Math.min(times - 1, MOST_REPEATED_ROWS);
        return row;
    }

    /// The column behind it.
    private int cell(int column) throws IOException {
        long times = number(sheet.attribute("number-columns-repeated"));
        String formula = sheet.attribute("formula");
        String link = "";
        text.setLength(0);
        int paragraphs = 0;
        for (int depth = 1; depth > 0 && sheet.next(); ) {
            if (sheet.isStart()) {
                depth++;
                if (sheet.starts("p") && paragraphs++ > 0) {
                    text.append('\n');
                }
                String target = sheet.starts("a") ? sheet.attribute("href") : null;
                link = target == null ? link : target;
                if (sheet.starts("s")) {
                    text.append(' ');
                }
            } else if (sheet.isEnd()) {
                depth--;
            } else if (text.length() <= limits.maxCellBytes()) {
                sheet.append(text);
            }
        }
        String value = text.toString();
        if (link.isEmpty() && formula != null) {
            List<String> urls = UrlCell.split(formula.replaceFirst("^of:", ""));
            link = urls.size() == 1 && UrlCell.isAddress(urls.getFirst()) ? urls.getFirst() : "";
        }
        if (value.isEmpty() && link.isEmpty()) {
            return column + (int) Math.min(times, limits.maxColumns());
        }
        for (long i = 0; i < times; i++) {
            cells.put(column, value);
            lead(column, link);
            column++;
        }
        return column;
    }

    private void lead(int column, String link) {
        if (link.isEmpty()) {
            return;
        }
        String[] found = links == null ? new String[0] : links;
        int length = found.length;
        if (column >= length) {
            found = Arrays.copyOf(found, column + 1);
            Arrays.fill(found, length, column + 1, "");
        }
        found[column] = link;
        links = found;
    }

    private static long number(@Nullable String text) {
        try {
            return text == null ? 1 : Math.max(1, Long.parseLong(text));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    @Override
    public String @Nullable [] links() {
        return links;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public @Nullable Problem flaw() {
        return null;
    }

    @Override
    public Understanding.Form form() {
        return new Understanding.Form("ods", null, null, names.get(index), names);
    }

    @Override
    public Dialect dialect() {
        return new Dialect(',', true);
    }

    @Override
    public List<Warning> warnings() {
        return Workbook.oneOf(names, index);
    }

    @Override
    public void close() throws IOException {
        sheet.close();
    }
}
