package org.imgmill.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.imgmill.catalogue.Understanding.Taken;
import org.jspecify.annotations.Nullable;

/// The header of a catalogue, found strictly or by all that can be told, and what an errors file
/// added to it.
///
/// @param passedOver columns that hold pictures as well and are not read
record ReadHeader(
        CatalogueHeader header,
        ErrorColumns errorColumns,
        @Nullable Understanding understanding,
        List<String> passedOver) {

    private static final int SHOWN_ROWS = 5;
    private static final int SHOWN_CHARS = 300;
    private static final int CHARS_ABOVE = 10_000;

    /// The three documented columns, named in the first line.
    static ReadHeader strict(Sample sample, Lines lines) throws IOException {
        Sample.Row first = sample.next();
        if (first == null) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.MISSING_COLUMN,
                            "The file is empty. Its first line must name the columns "
                                    + Words.listed(CatalogueHeader.standard().columns())
                                    + "."));
        }
        if (first.flaw() != null) {
            throw new Refusal(first.flaw());
        }
        ErrorColumns errorColumns = ErrorColumns.of(first.cells());
        List<String> columns = Arrays.asList(errorColumns.without(first.cells()));
        CatalogueHeader header = new FindColumns(columns).find(first.line(), lines.dialect());
        return new ReadHeader(header, errorColumns, null, List.of());
    }

    /// Whatever can be told from the first rows.
    ///
    /// @param doubt why this may be the wrong sheet; null: it is not
    static ReadHeader any(
            Sample sample, Lines lines, CatalogueOptions options, @Nullable String doubt)
            throws IOException {
        Mapping mapping = Objects.requireNonNull(options.mapping(), "a strict reading");
        List<Sample.Row> rows = sample.read();
        if (rows.isEmpty()) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.NO_ROWS, "The file is empty. Add at least one product."));
        }
        Layout layout = new FindLayout(rows, mapping).find();
        Problem flaw = layout.header() < 0 ? null : rows.get(layout.header()).flaw();
        if (flaw != null) {
            throw new Refusal(flaw);
        }
        ErrorColumns errorColumns =
                layout.header() < 0
                        ? ErrorColumns.NONE
                        : ErrorColumns.of(rows.get(layout.header()).cells());
        sample.goOnBehind(layout.firstRow());
        return new ReadHeader(
                header(layout, rows, lines, options),
                errorColumns,
                understanding(layout, rows, lines, doubt),
                layout.passedOver());
    }

    private static CatalogueHeader header(
            Layout layout, List<Sample.Row> rows, Lines lines, CatalogueOptions options) {
        List<Integer> images = layout.images().stream().map(Taken::column).toList();
        return new CatalogueHeader(
                layout.columns(),
                column(layout.id()),
                column(layout.name()),
                images.isEmpty() ? -1 : images.getFirst(),
                lines.dialect(),
                images,
                above(layout, rows),
                layout.header() < 0,
                options.urlSeparator(),
                new CatalogueHeader.Origin(
                        lines.form().kind(),
                        lines.form().sheet(),
                        layout.header() < 0 ? 0 : rows.get(layout.header()).line()));
    }

    private static int column(@Nullable Taken taken) {
        return taken == null ? -1 : taken.column();
    }

    private static List<List<String>> above(Layout layout, List<Sample.Row> rows) {
        var above = new ArrayList<List<String>>();
        int chars = 0;
        for (Sample.Row row : rows.subList(0, Math.max(0, layout.header()))) {
            above.add(List.of(row.cells()));
            for (String cell : row.cells()) {
                chars += cell.length();
            }
        }
        return chars > CHARS_ABOVE ? List.of() : above;
    }

    private static Understanding understanding(
            Layout layout, List<Sample.Row> rows, Lines lines, @Nullable String doubt) {
        return new Understanding(
                lines.form(),
                layout.header() < 0 ? 0 : rows.get(layout.header()).line(),
                layout.columns(),
                layout.id(),
                layout.name(),
                layout.images(),
                layout.sure() && doubt == null,
                doubt == null ? layout.why() : doubt,
                rows.stream()
                        .limit(layout.firstRow() + SHOWN_ROWS)
                        .map(ReadHeader::shown)
                        .toList());
    }

    private static Understanding.Row shown(Sample.Row row) {
        return new Understanding.Row(
                row.line(),
                Arrays.stream(row.cells()).map(cell -> Words.cut(cell, SHOWN_CHARS)).toList());
    }

    /// A wrong guess must not become a batch.
    ///
    /// @param mapping null: the reading is strict and needs no guess
    void refuseUnlessSure(@Nullable Mapping mapping) throws Refusal {
        if (understanding == null || mapping == null) {
            return;
        }
        if (understanding.images().isEmpty()) {
            throw refusal(
                    ProblemCode.MISSING_COLUMN,
                    "No column holds addresses of images; found: "
                            + Words.listed(understanding.columns())
                            + ". Add a column of addresses such as"
                            + " https://shop.example/mug.jpg, called for example \"Image URL\".");
        }
        if (!understanding.sure() && !mapping.acceptsGuess()) {
            throw refusal(
                    ProblemCode.UNSURE_COLUMNS,
                    understanding.why()
                            + " Say which columns hold the image URLs, with columns={\"images\":"
                            + " [\"...\"]}, or take them all with columns=auto.");
        }
    }

    private Refusal refusal(ProblemCode code, String message) {
        long line = understanding == null ? 0 : understanding.headerLine();
        return new Refusal(Problem.ofLine(line, code, message));
    }
}
