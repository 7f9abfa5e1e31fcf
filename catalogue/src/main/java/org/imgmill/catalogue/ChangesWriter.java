package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes what changed between two runs of a catalogue as a CSV in the form of the catalogue, a row
/// for each image.
public final class ChangesWriter implements Closeable {

    private static final List<String> NAMES =
            List.of("change", "row", "image_url", "old_output_url", "new_output_url");

    private final WriteRows rows;

    public ChangesWriter(OutputStream out, CatalogueHeader header) throws IOException {
        this.rows = new WriteRows(out, header.dialect(), false);
        rows.write(List.of(), NAMES);
    }

    /// @param change a word
    /// @param row of the catalogue, from 1
    /// @param before the output of the run before; empty: none
    /// @param now this run's
    public void change(String change, int row, String url, String before, String now)
            throws IOException {
        rows.write(List.of(), List.of(change, Integer.toString(row), url, before, now));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
