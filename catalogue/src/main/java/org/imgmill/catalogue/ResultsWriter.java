package org.imgmill.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Writes a catalogue back row by row, with one column of output URLs added for each column of
/// image URLs.
public final class ResultsWriter implements ResultsFile {

    private final CatalogueHeader header;
    private final List<AddedColumn> added;
    private final WriteRows rows;

    /// `csvSafe` puts an apostrophe before every cell that a spreadsheet might run as a formula.
    public ResultsWriter(OutputStream out, CatalogueHeader header, boolean csvSafe)
            throws IOException {
        this(out, header, csvSafe, AddedColumn.OUTPUTS);
    }

    /// With other columns than the one of output URLs.
    public ResultsWriter(
            OutputStream out, CatalogueHeader header, boolean csvSafe, List<AddedColumn> added)
            throws IOException {
        this.added = List.copyOf(added);
        this.header = header;
        this.rows = new WriteRows(out, header.dialect(), csvSafe);
        for (List<String> above : header.rowsAbove()) {
            rows.write(above, List.of());
        }
        if (!header.isUnnamed()) {
            rows.write(header.columns(), AddedColumn.names(header, added));
        }
    }

    @Override
    public void rowOf(String[] cells, List<List<String>> said) throws IOException {
        header.requireWidth(cells);
        rows.write(Arrays.asList(cells), AddedColumn.cells(header, cells, added, said));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
