package org.imgmill.bench;

import java.io.IOException;

/// Someone who recompresses JPEGs, and says how much CPU time that took.
interface Contender extends AutoCloseable {

    String name();

    /// Recompresses one photo and returns the CPU time in milliseconds.
    double milliseconds(Photo photo) throws IOException, InterruptedException;

    /// The output for this photo; empty where the contender shows none.
    byte[] output(Photo photo) throws IOException;

    @Override
    void close() throws IOException;
}
