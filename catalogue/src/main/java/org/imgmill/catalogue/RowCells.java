package org.imgmill.catalogue;

import java.util.Arrays;

/// The cells of one row as they are read, within the limits of cells, rows and columns.
final class RowCells {

    private final CatalogueLimits limits;
    private final String hint;
    private String[] cells = new String[16];
    private int count;
    private long chars;
    private long line;

    /// `hint` is added to what is said about a cell that is too long.
    RowCells(CatalogueLimits limits, String hint) {
        this.hint = hint;
        this.limits = limits;
    }

    void begin(long startLine) {
        line = startLine;
        count = 0;
        chars = 0;
    }

    /// The line on which the row starts.
    long line() {
        return line;
    }

    void add(String cell) throws Refusal {
        put(count, cell);
    }

    /// Puts a cell into a column, with empty ones before it where there are none yet.
    void put(int column, String cell) throws Refusal {
        if (column >= limits.maxColumns()) {
            throw refusal(
                    ProblemCode.TOO_MANY_COLUMNS,
                    "The line has more than " + Words.count(limits.maxColumns()) + " cells.");
        }
        if (cell.length() > limits.maxCellBytes() / 3 && utf8(cell) > limits.maxCellBytes()) {
            throw cellTooLong();
        }
        chars += cell.length();
        if (chars > limits.maxRowBytes()) {
            throw refusal(
                    ProblemCode.ROW_TOO_LONG,
                    "The row is longer than " + Words.size(limits.maxRowBytes()) + ".");
        }
        if (column >= cells.length) {
            cells = Arrays.copyOf(cells, Math.max(column + 1, cells.length * 2));
        }
        if (column > count) {
            Arrays.fill(cells, count, column, "");
        }
        cells[column] = cell;
        count = Math.max(count, column + 1);
    }

    Refusal cellTooLong() {
        return refusal(
                ProblemCode.CELL_TOO_LONG,
                "A cell is longer than " + Words.size(limits.maxCellBytes()) + "." + hint);
    }

    String[] take() {
        return Arrays.copyOf(cells, count);
    }

    private Refusal refusal(ProblemCode code, String message) {
        return new Refusal(Problem.ofLine(line, code, message));
    }

    private static long utf8(String cell) {
        return cell.codePoints()
                .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
                .sum();
    }
}
