package org.imgmill.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Writes a catalogue back row by row, with one column of output URLs added for each column of
/// image URLs.
public final class ResultsWriter implements ResultsFile {

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

    @Override
    public void row(String[] cells, List<String> outputs) throws IOException {
        header.requireWidth(cells);
        rows.write(Arrays.asList(cells), joined(cells, outputs));
    }

    private List<String> joined(String[] cells, List<String> outputs) {
        return header.byColumn(cells, outputs).stream()
                .map(links -> String.join(",", links))
                .toList();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
