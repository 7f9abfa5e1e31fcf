package org.imgmill.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands the rows of one catalogue to its sink: header first, then row by row.
final class ReadRows<X extends Exception> {

    private final Lines lines;
    private final CatalogueOptions options;
    private final @Nullable String doubt;
    private final CatalogueSink<X> sink;
    private final ProblemList problems;
    private @Nullable Understanding understanding;
    private List<String> passedOver = List.of();
    private long rows;
    private long images;
    private long badRows;
    private long rowsWithoutImage;
    private long formulaCells;

    /// @param doubt why this may be the wrong sheet; null: it is not
    ReadRows(
            Lines lines,
            CatalogueOptions options,
            @Nullable String doubt,
            CatalogueSink<X> sink,
            ProblemList problems) {
        this.lines = lines;
        this.options = options;
        this.doubt = doubt;
        this.sink = sink;
        this.problems = problems;
    }

    /// What was taken for what, once that was found out.
    @Nullable Understanding understanding() {
        return understanding;
    }

    Reading run() throws IOException, X {
        var sample = new Sample(lines, options.limits());
        ReadHeader read =
                options.mapping() == null
                        ? ReadHeader.strict(sample, lines)
                        : ReadHeader.any(sample, lines, options, doubt);
        understanding = read.understanding();
        passedOver = read.passedOver();
        if (understanding != null) {
            sink.understood(understanding);
        }
        read.refuseUnlessSure(options.mapping());
        CatalogueHeader header = read.header();
        sink.header(header);
        TakeRow take =
                options.mapping() == null
                        ? new CheckRow(header, options.urlsOnly())
                        : new TakeAnyRow(header);
        for (Sample.Row row = sample.next(); row != null; row = sample.next()) {
            if (rows + badRows == options.limits().maxRows()) {
                throw tooMany(row, ProblemCode.TOO_MANY_ROWS, options.limits().maxRows(), "rows");
            }
            take(take, row, read.errorColumns().without(row.cells()));
        }
        return ending(header);
    }

    private void take(TakeRow take, Sample.Row read, String[] cells) throws IOException, X {
        for (String cell : cells) {
            formulaCells += Formulas.isDangerous(cell) ? 1 : 0;
        }
        switch (take.take(read, rows + badRows + 1, cells)) {
            case TakeRow.Taken.Good(CatalogueRow row) -> good(read, row);
            case TakeRow.Taken.Bad(BadRow row) -> {
                badRows++;
                problems.passed(row);
                sink.badRow(row);
            }
        }
    }

    private void good(Sample.Row read, CatalogueRow row) throws IOException, X {
        rows++;
        int found = 0;
        for (String url : row.urls()) {
            found += url.isEmpty() ? 0 : 1;
        }
        images += found;
        rowsWithoutImage += found == 0 ? 1 : 0;
        if (images > options.limits().maxImages()) {
            throw tooMany(
                    read, ProblemCode.TOO_MANY_IMAGES, options.limits().maxImages(), "image URLs");
        }
        problems.passed(row.line(), row.cells());
        if (badRows == 0 || options.onBadRow() == OnBadRow.SKIP) {
            sink.row(row);
        }
    }

    private Reading ending(CatalogueHeader header) {
        boolean empty = rows == 0 && badRows == 0;
        if (empty && options.urlsOnly()) {
            return read(header);
        }
        if (empty) {
            problems.add(
                    Problem.ofFile(
                            ProblemCode.NO_ROWS,
                            "The file has a header but no rows. Add at least one product."));
        } else if (rows > 0 && images == 0) {
            problems.add(
                    Problem.ofFile(
                            ProblemCode.NO_IMAGES,
                            "No row holds an image URL. The column read for them is "
                                    + Words.quoted(header.columns().get(header.urls()))
                                    + "; if they stand in another, say which."));
        }
        if (rows == 0 || images == 0 || (badRows > 0 && options.onBadRow() == OnBadRow.REJECT)) {
            return new Reading.Refused(problems.problems(), understanding);
        }
        return read(header);
    }

    private Reading read(CatalogueHeader header) {
        var counts = new Counts(rows, images, badRows, formulaCells);
        return new Reading.Read(
                header.in(lines.dialect()), counts, problems.problems(), warnings());
    }

    private List<Warning> warnings() {
        var warnings = new ArrayList<Warning>(lines.warnings());
        if (!passedOver.isEmpty()) {
            warnings.add(
                    new Warning(
                            "pictures_elsewhere",
                            Words.listed(passedOver)
                                    + (passedOver.size() == 1 ? " holds" : " hold")
                                    + " addresses of pictures too and"
                                    + (passedOver.size() == 1 ? " is" : " are")
                                    + " not read. Name all columns of images, with"
                                    + " columns={\"images\": [\"...\"]}, if these are some."));
        }
        if (rowsWithoutImage > 0) {
            warnings.add(
                    new Warning(
                            "rows_without_image",
                            rowsWithoutImage == 1
                                    ? "1 row has no image; its output cell stays empty."
                                    : Words.count(rowsWithoutImage)
                                            + " rows have no image; their output cells stay"
                                            + " empty."));
        }
        return warnings;
    }

    private static Refusal tooMany(Sample.Row row, ProblemCode code, long limit, String things) {
        return new Refusal(
                Problem.ofLine(
                        row.line(),
                        code,
                        "The catalogue has more than "
                                + Words.count(limit)
                                + " "
                                + things
                                + ". Split it into several."));
    }
}
