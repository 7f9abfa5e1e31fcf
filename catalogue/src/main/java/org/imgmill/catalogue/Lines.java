package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a catalogue as cells, whatever file they came in.
interface Lines extends Closeable {

    /// The cells of the next line, or null after the last.
    String @Nullable [] next() throws IOException;

    /// The link targets of that line's cells where they differ from the text; null: none. Empty
    /// texts stand for cells without a link.
    default String @Nullable [] links() {
        return null;
    }

    /// What the file is and how it is written.
    Understanding.Form form();

    /// Where the line last returned starts.
    long line();

    /// What is wrong with how that line is written, if anything.
    @Nullable Problem flaw();

    Dialect dialect();

    List<Warning> warnings();
}
