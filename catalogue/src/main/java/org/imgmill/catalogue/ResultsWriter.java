package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/// Writes a catalogue back row by row, with one column added that holds the output URLs.
public final class ResultsWriter implements Closeable {

    private final CatalogueHeader header;
    private final WriteRows rows;

    /// `csvSafe` puts an apostrophe before every cell that a spreadsheet might run as a formula.
    public ResultsWriter(OutputStream out, CatalogueHeader header, boolean csvSafe)
            throws IOException {
        this.header = header;
        this.rows = new WriteRows(out, header.dialect(), csvSafe);
        rows.write(header.columns(), List.of(header.outputColumn()));
    }

    /// `outputs` are aligned with the row's URLs by position; empty where an image failed.
    public void row(String[] cells, List<String> outputs) throws IOException {
        if (cells.length != header.columns().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells under " + header.columns().size() + " columns");
        }
        rows.write(Arrays.asList(cells), List.of(String.join(",", outputs)));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
