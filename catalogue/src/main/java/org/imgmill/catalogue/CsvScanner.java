package org.imgmill.catalogue;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Splits CSV into rows of cells by RFC 4180, and goes on where files break it: quotes inside
/// unquoted cells are literal, spaces around a quoted cell are dropped, and text behind a closing
/// quote spoils its own row only.
final class CsvScanner {

    private final Reader in;
    private final char delimiter;
    private final RowCells cells;
    private final int longestRaw;

    private char[] buffer = new char[1 << 15];
    private int start;
    private int at;
    private int end;

    private long line = 1;
    private @Nullable Problem flaw;

    CsvScanner(Reader in, char delimiter, CatalogueLimits limits) {
        this.in = in;
        this.delimiter = delimiter;
        this.cells = new RowCells(limits, " A double quote that nothing closes may be the reason.");
        this.longestRaw = 2 * limits.maxCellBytes() + (1 << 15);
    }

    /// The cells of the next row, a single empty one for an empty line, or null at the end.
    String @Nullable [] next() throws IOException {
        start = at;
        if (peek() < 0) {
            return null;
        }
        cells.begin(line);
        flaw = null;
        do {
            cell();
        } while (nextCell());
        return cells.take();
    }

    char delimiter() {
        return delimiter;
    }

    /// The line on which the last row starts.
    long line() {
        return cells.line();
    }

    /// What is wrong with the last row as CSV, if anything.
    @Nullable Problem flaw() {
        return flaw;
    }

    private void cell() throws IOException {
        start = at;
        if (skipSpaces() == '"') {
            quoted();
        } else {
            toEndOfCell();
            cells.add(text());
        }
    }

    private void quoted() throws IOException {
        long opened = line;
        start = ++at;
        boolean escaped = false;
        while (true) {
            toQuote(opened);
            at++;
            if (peek() != '"') {
                break;
            }
            at++;
            escaped = true;
        }
        String raw = new String(buffer, start, at - 1 - start);
        start = at;
        skipSpaces();
        if (isEndOfCell(peek())) {
            cells.add(escaped ? raw.replace("\"\"", "\"") : raw);
        } else {
            cells.add('"' + raw + '"' + behindQuote());
        }
    }

    private String behindQuote() throws IOException {
        toEndOfCell();
        flaw =
                Problem.ofLine(
                        line,
                        ProblemCode.TEXT_AFTER_QUOTE,
                        Words.quoted(Blank.strip(text()))
                                + " stands behind the double quote that closes a cell. Write a"
                                + " quote inside a quoted cell twice.");
        return text();
    }

    /// Moves to the next quote, counting the lines on the way.
    private void toQuote(long opened) throws IOException {
        boolean afterReturn = false;
        while (true) {
            for (; at < end; at++) {
                char c = buffer[at];
                if (c == '"') {
                    return;
                }
                if (c <= '\r') {
                    boolean counts = c == '\r' || (c == '\n' && !afterReturn);
                    line += counts ? 1 : 0;
                }
                afterReturn = c == '\r';
            }
            if (!fill()) {
                throw new Refusal(
                        Problem.ofLine(
                                opened,
                                ProblemCode.UNCLOSED_QUOTE,
                                "A double quote opens a cell here and nothing closes it. Close it,"
                                        + " or write a quote inside a quoted cell twice."));
            }
        }
    }

    private void toEndOfCell() throws IOException {
        do {
            while (at < end && !isEndOfCell(buffer[at])) {
                at++;
            }
        } while (at == end && fill());
    }

    private boolean isEndOfCell(int c) {
        return c == delimiter || c == '\n' || c == '\r' || c < 0;
    }

    private int skipSpaces() throws IOException {
        int c = peek();
        while (c == ' ' && delimiter != ' ') {
            at++;
            c = peek();
        }
        return c;
    }

    /// Moves past the end of the cell; true if the row has another one.
    private boolean nextCell() throws IOException {
        start = at;
        int c = peek();
        if (c < 0) {
            return false;
        }
        at++;
        if (c == delimiter) {
            return true;
        }
        if (c == '\r' && peek() == '\n') {
            at++;
        }
        line++;
        return false;
    }

    private String text() {
        return new String(buffer, start, at - start);
    }

    private int peek() throws IOException {
        return at < end || fill() ? buffer[at] : -1;
    }

    /// Keeps all from `start` and reads more; false at the end of the file.
    private boolean fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            at -= start;
            end -= start;
            start = 0;
        }
        if (end > longestRaw) {
            throw cells.cellTooLong();
        }
        if (end > buffer.length / 2) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, read);
        return read > 0 || (read == 0 && fill());
    }
}
