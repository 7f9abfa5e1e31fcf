package org.imgmill.storage;

import java.io.IOException;
import java.io.InputStream;

/// An object that is being read.
public record StoredObject(InputStream content, long length) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        content.close();
    }
}
