package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A catalogue with its outputs, written row by row.
public interface ResultsFile extends Closeable {

    /// A row of a file with nothing but the column of outputs.
    ///
    /// @param outputs aligned with the row's URLs by position; empty where an image failed
    default void row(String[] cells, List<String> outputs) throws IOException {
        rowOf(cells, List.of(outputs));
    }

    /// @param said for each added column what it says of each of the row's URLs
    void rowOf(String[] cells, List<List<String>> said) throws IOException;
}
