package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A catalogue with its outputs, written row by row.
public interface ResultsFile extends Closeable {

    /// @param outputs aligned with the row's URLs by position; empty where an image failed
    void row(String[] cells, List<String> outputs) throws IOException;
}
