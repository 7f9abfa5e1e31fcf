package org.imgmill.catalogue;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records as lines of a table, below a header of their own names.
final class RecordLines implements Lines {

    private final Records records;
    private final List<String> columns;
    private final String kind;
    private final RowCells cells;
    private boolean begun;

    RecordLines(Records records, List<String> columns, String kind, CatalogueLimits limits) {
        this.records = records;
        this.columns = columns;
        this.kind = kind;
        this.cells = new RowCells(limits, "");
    }

    @Override
    public String @Nullable [] next() throws IOException {
        if (!begun) {
            begun = true;
            cells.begin(1);
            return columns.toArray(String[]::new);
        }
        Records.Next next = records.next();
        if (next == null) {
            return null;
        }
        cells.begin(next.line());
        for (String column : columns) {
            cells.add(next.fields().getOrDefault(column, ""));
        }
        return cells.take();
    }

    @Override
    public long line() {
        return cells.line();
    }

    @Override
    public @Nullable Problem flaw() {
        return null;
    }

    @Override
    public Understanding.Form form() {
        return new Understanding.Form(kind, null, null, null, List.of());
    }

    /// Results of what is no table are CSV, marked as UTF-8 for spreadsheets.
    @Override
    public Dialect dialect() {
        return new Dialect(',', true);
    }

    @Override
    public List<Warning> warnings() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
