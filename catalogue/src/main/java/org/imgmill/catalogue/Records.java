package org.imgmill.catalogue;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records of a file, one after the other.
interface Records extends Closeable {

    /// A record with its fields by name, in the order in which they stand.
    record Next(long line, Map<String, String> fields) {}

    /// Null after the last.
    @Nullable Next next() throws IOException;
}
