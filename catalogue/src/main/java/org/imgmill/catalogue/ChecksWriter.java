package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Writes what checks found as a CSV in the form of the catalogue, a row for each finding.
public final class ChecksWriter implements Closeable {

    private static final List<String> NAMES =
            List.of("row", "id", "image_url", "check", "detail", "like_row", "like_url");

    private final WriteRows rows;

    public ChecksWriter(OutputStream out, CatalogueHeader header) throws IOException {
        this.rows = new WriteRows(out, header.dialect(), false);
        rows.write(List.of(), NAMES);
    }

    /// One finding of an image.
    ///
    /// @param row of the catalogue, from 1
    /// @param id of the product
    /// @param likeRow of the image that this one duplicates; empty: none
    public void finding(
            int row,
            String id,
            String url,
            String check,
            String detail,
            String likeRow,
            String likeUrl)
            throws IOException {
        rows.write(
                List.of(),
                List.of(Integer.toString(row), id, url, check, detail, likeRow, likeUrl));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
