package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes a catalogue back row by row, with one column of output URLs added for each column of
/// image URLs.
public final class ResultsWriter implements Closeable {

    private final CatalogueHeader header;
    private final WriteRows rows;

    /// `csvSafe` puts an apostrophe before every cell that a spreadsheet might run as a formula.
    public ResultsWriter(OutputStream out, CatalogueHeader header, boolean csvSafe)
            throws IOException {
        this.header = header;
        this.rows = new WriteRows(out, header.dialect(), csvSafe);
        for (List<String> above : header.rowsAbove()) {
            rows.write(above, List.of());
        }
        if (!header.isUnnamed()) {
            rows.write(header.columns(), header.outputColumns());
        }
    }

    /// `outputs` are aligned with the row's URLs by position; empty where an image failed.
    public void row(String[] cells, List<String> outputs) throws IOException {
        if (cells.length != header.columns().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells under " + header.columns().size() + " columns");
        }
        rows.write(Arrays.asList(cells), joined(cells, outputs));
    }

    private List<String> joined(String[] cells, List<String> outputs) {
        if (header.imageColumns().size() == 1) {
            return List.of(String.join(",", outputs));
        }
        var joined = new ArrayList<String>();
        int from = 0;
        for (int column : header.imageColumns()) {
            int to = Math.min(outputs.size(), from + header.urlsIn(cells, column).size());
            joined.add(String.join(",", outputs.subList(from, to)));
            from = to;
        }
        return joined;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
