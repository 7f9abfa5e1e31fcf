package org.imgmill.catalogue;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first rows of a catalogue, read ahead to find out what is what, and given back as if nothing
/// had been read.
final class Sample {

    private static final int ROWS = 100;
    private static final int ROWS_IN_SEARCH_OF_ADDRESSES = 2_000;
    private static final int CHARS = 2_000_000;

    /// Rows of an Excel sheet; a format of whole columns leaves that many.
    private static final long TALLEST_SHEET = 1_048_576;

    /// A row that is not blank.
    ///
    /// @param links the link targets of cells where they differ from the text; null: none
    record Row(long line, String[] cells, String @Nullable [] links, @Nullable Problem flaw) {

        String cell(int column) {
            return column < cells.length ? cells[column] : "";
        }

        /// The address in a cell: its text, or its link target where the text is none.
        String address(int column) {
            String cell = cell(column);
            if (links == null || column >= links.length || links[column].isEmpty()) {
                return cell;
            }
            return UrlCell.holdsAddress(cell) ? cell : links[column];
        }

        int filled() {
            int filled = 0;
            for (String cell : cells) {
                filled += Blank.is(cell) ? 0 : 1;
            }
            return filled;
        }

        boolean holdsAddress() {
            for (int i = 0; i < cells.length; i++) {
                if (UrlCell.holdsAddress(address(i))) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Lines lines;
    private final long mostEmptyRows;
    private long emptyRows;
    private final List<Row> rows = new ArrayList<>();
    private final Deque<Row> ahead = new ArrayDeque<>();

    Sample(Lines lines, CatalogueLimits limits) {
        this.lines = lines;
        this.mostEmptyRows = limits.maxRows() + TALLEST_SHEET;
    }

    /// Reads ahead as far as it takes to see addresses, within limits.
    List<Row> read() throws IOException {
        long chars = 0;
        boolean addresses = false;
        while (rows.size() < (addresses ? ROWS : ROWS_IN_SEARCH_OF_ADDRESSES) && chars < CHARS) {
            Row row = readFilled();
            if (row == null) {
                break;
            }
            rows.add(row);
            addresses |= row.holdsAddress();
            for (String cell : row.cells()) {
                chars += cell.length();
            }
        }
        return rows;
    }

    /// Hands out again all rows after the first `rowsTaken`.
    void goOnBehind(int rowsTaken) {
        ahead.addAll(rows.subList(rowsTaken, rows.size()));
    }

    /// The next row that is not blank; null: there is none.
    @Nullable Row next() throws IOException {
        return ahead.isEmpty() ? readFilled() : ahead.removeFirst();
    }

    private @Nullable Row readFilled() throws IOException {
        String[] cells = lines.next();
        while (cells != null && Blank.isAll(cells)) {
            if (++emptyRows > mostEmptyRows) {
                throw new Refusal(
                        Problem.ofLine(
                                lines.line(),
                                ProblemCode.TOO_MANY_ROWS,
                                "The catalogue has more than "
                                        + Words.count(mostEmptyRows)
                                        + " empty rows. Split it into several."));
            }
            cells = lines.next();
        }
        return cells == null
                ? null
                : new Row(lines.line(), withoutNul(cells), lines.links(), lines.flaw());
    }

    private String[] withoutNul(String[] cells) throws Refusal {
        for (String cell : cells) {
            if (cell.indexOf('\0') >= 0) {
                throw new Refusal(
                        Problem.ofLine(
                                lines.line(),
                                ProblemCode.NUL_CHARACTER,
                                "A NUL character stands in "
                                        + Words.quoted(cell)
                                        + ". The file may be damaged, or be UTF-16 without a byte"
                                        + " order mark. Save it as UTF-8."));
            }
        }
        return cells;
    }
}
