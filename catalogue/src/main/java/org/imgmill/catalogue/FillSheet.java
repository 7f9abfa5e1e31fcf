package org.imgmill.catalogue;

import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Copies a sheet and puts cells of output URLs behind those of its rows, in the look of the cells
/// that hold the image URLs.
final class FillSheet {

    private final SheetTags tags;
    private final Writer out;
    private final CatalogueHeader header;
    private final List<AddedColumn> added;
    private final long headerLine;
    private final int free;
    private final Map<Integer, String> styles = new HashMap<>();
    private WorkbookResults.@Nullable Row next;

    /// @param free the first of the columns to fill
    FillSheet(
            SheetTags tags, Writer out, CatalogueHeader header, List<AddedColumn> added, int free) {
        this.added = added;
        this.tags = tags;
        this.out = out;
        this.header = header;
        this.headerLine = header.origin() == null ? 0 : header.origin().headerLine();
        this.free = free;
    }

    void fill(WorkbookResults.Rows rows) throws IOException {
        next = rows.next();
        long line = 0;
        while (tags.next()) {
            if (tags.isStart() && tags.name().equals("row")) {
                line = number(tags.attribute("r"), line + 1);
                row(line, rows);
            } else {
                if (tags.isStart() && tags.name().equals("dimension")) {
                    widen();
                }
                copy();
            }
        }
    }

    private void row(long line, WorkbookResults.Rows rows) throws IOException {
        if (tags.isEmptyElement()) {
            copy();
        } else if (line == headerLine) {
            fillRow(line, AddedColumn.names(header, added));
        } else if (next != null && next.line() == line) {
            WorkbookResults.Row row = next;
            next = rows.next();
            fillRow(line, AddedColumn.cells(header, row.cells(), added, row.said()));
        } else {
            copy();
        }
    }

    private void fillRow(long line, List<String> ours) throws IOException {
        String prefix = tags.prefix();
        // Says between which columns there are cells, and is optional.
        tags.drop("spans");
        copy();
        styles.clear();
        boolean written = false;
        int column = -1;
        while (tags.next()) {
            if (tags.isEnd() && tags.name().equals("row")) {
                if (!written) {
                    write(prefix, line, ours);
                }
                copy();
                return;
            }
            if (!tags.isStart() || !tags.name().equals("c")) {
                copy();
                continue;
            }
            column = column(tags, column + 1);
            styles.put(column, tags.attribute("s"));
            if (column >= free + ours.size() && !written) {
                write(prefix, line, ours);
                written = true;
            }
            cell(column < free || column >= free + ours.size());
        }
    }

    /// Copies a cell to its end, or leaves it out: an empty one in a column that is filled.
    private void cell(boolean copied) throws IOException {
        for (int depth = 0; ; ) {
            if (tags.isStart() && !tags.isEmptyElement()) {
                depth++;
            } else if (tags.isEnd()) {
                depth--;
            }
            if (copied) {
                copy();
            }
            if (depth == 0 || !tags.next()) {
                return;
            }
        }
    }

    private void write(String prefix, long line, List<String> ours) throws IOException {
        for (int i = 0; i < ours.size(); i++) {
            String own = styles.getOrDefault(free + i, "");
            int like = header.imageColumns().get(i % header.imageColumns().size());
            String source = styles.getOrDefault(like, "");
            String style = own.isEmpty() ? source : own;
            if (!ours.get(i).isEmpty() || !style.isEmpty()) {
                out.write(SheetCells.text(prefix, free + i, line, style, ours.get(i)));
            }
        }
    }

    /// The area of the sheet that is used ends further to the right.
    private void widen() {
        String area = tags.attribute("ref");
        int colon = area.indexOf(':');
        String from = colon < 0 ? area : area.substring(0, colon);
        String to = area.substring(colon + 1);
        int last = free + header.imageColumns().size() * added.size() - 1;
        if (!from.isEmpty() && WorkbookLines.column(to, 0) < last) {
            tags.change("ref", from + ":" + SheetCells.letters(last) + to.replaceAll("[^0-9]", ""));
        }
    }

    private void copy() throws IOException {
        out.append(tags.piece());
    }

    static int column(SheetTags cell, int next) {
        String address = cell.attribute("r");
        return WorkbookLines.column(address.isEmpty() ? null : address, next);
    }

    private static long number(String text, long otherwise) {
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
