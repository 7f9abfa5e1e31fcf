package org.imgmill.catalogue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands the lines of one catalogue to its sink: header first, then row by row.
final class ReadRows<X extends Exception> {

    /// Of Excel's sheets; a format that was given to whole columns leaves so many rows.
    private static final long TALLEST_SHEET = 1_048_576;

    private final Lines lines;
    private final CatalogueOptions options;
    private final CatalogueSink<X> sink;
    private final ProblemList problems;
    private long rows;
    private long images;
    private long badRows;
    private long emptyRows;
    private long formulaCells;

    ReadRows(Lines lines, CatalogueOptions options, CatalogueSink<X> sink, ProblemList problems) {
        this.lines = lines;
        this.options = options;
        this.sink = sink;
        this.problems = problems;
    }

    Reading run() throws IOException, X {
        String[] first = nextFilled();
        if (first == null) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.MISSING_COLUMN,
                            "The file is empty. Its first line must name the columns "
                                    + Words.listed(CatalogueHeader.standard().columns())
                                    + "."));
        }
        Problem flaw = lines.flaw();
        if (flaw != null) {
            throw new Refusal(flaw);
        }
        ErrorColumns errorColumns = ErrorColumns.of(first);
        List<String> columns = Arrays.asList(errorColumns.without(first));
        CatalogueHeader header = new FindColumns(columns).find(lines.line(), lines.dialect());
        sink.header(header);
        var check = new CheckRow(header, options);
        for (String[] cells = nextFilled(); cells != null; cells = nextFilled()) {
            if (rows + badRows == options.limits().maxRows()) {
                throw tooMany(ProblemCode.TOO_MANY_ROWS, options.limits().maxRows(), "rows");
            }
            take(check, errorColumns.without(cells));
        }
        return ending(header);
    }

    private void take(CheckRow check, String[] cells) throws IOException, X {
        for (String cell : cells) {
            formulaCells += Formulas.isDangerous(cell) ? 1 : 0;
        }
        switch (check.check(lines, rows + badRows + 1, cells)) {
            case CheckRow.Checked.Good(CatalogueRow row) -> good(row);
            case CheckRow.Checked.Bad(BadRow row) -> {
                badRows++;
                problems.passed(row);
                sink.badRow(row);
            }
        }
    }

    private void good(CatalogueRow row) throws IOException, X {
        rows++;
        for (String url : row.urls()) {
            images += url.isEmpty() ? 0 : 1;
        }
        if (images > options.limits().maxImages()) {
            throw tooMany(ProblemCode.TOO_MANY_IMAGES, options.limits().maxImages(), "image URLs");
        }
        problems.passed(row.line(), row.cells());
        if (badRows == 0 || options.onBadRow() == OnBadRow.SKIP) {
            sink.row(row);
        }
    }

    private Reading ending(CatalogueHeader header) {
        if (rows == 0 && badRows == 0) {
            problems.add(
                    Problem.ofFile(
                            ProblemCode.NO_ROWS,
                            "The file has a header but no rows. Add at least one product."));
        }
        if (rows == 0 || (badRows > 0 && options.onBadRow() == OnBadRow.REJECT)) {
            return new Reading.Refused(problems.problems());
        }
        var counts = new Counts(rows, images, badRows, formulaCells);
        return new Reading.Read(
                header.in(lines.dialect()), counts, problems.problems(), lines.warnings());
    }

    private String @Nullable [] nextFilled() throws IOException {
        String[] cells = lines.next();
        while (cells != null && Blank.isAll(cells)) {
            if (++emptyRows > options.limits().maxRows() + TALLEST_SHEET) {
                throw tooMany(
                        ProblemCode.TOO_MANY_ROWS,
                        options.limits().maxRows() + TALLEST_SHEET,
                        "empty rows");
            }
            cells = lines.next();
        }
        return cells == null ? null : withoutNul(cells);
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

    private Refusal tooMany(ProblemCode code, long limit, String things) {
        return new Refusal(
                Problem.ofLine(
                        lines.line(),
                        code,
                        "The catalogue has more than "
                                + Words.count(limit)
                                + " "
                                + things
                                + ". Split it into several."));
    }
}
