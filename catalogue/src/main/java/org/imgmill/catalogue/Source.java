package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// A file that holds tables: a workbook with its sheets, or anything else with one.
interface Source extends Closeable {

    /// The names of its sheets that are shown; one without a name where the kind has no sheets.
    List<String> sheets();

    /// The lines of a sheet, from its first on. Closing them leaves the source open.
    Lines open(int sheet) throws IOException;

    /// A file with one table.
    static Source of(Lines lines) {
        return new Source() {

            @Override
            public List<String> sheets() {
                return List.of("");
            }

            @Override
            public Lines open(int sheet) {
                return lines;
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }
}
