package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that says how many bytes were read, however they were, and that cannot go back.
abstract class CountingBytes extends FilterInputStream {

    CountingBytes(InputStream in) {
        super(in);
    }

    /// @param more bytes than before, at least 0
    abstract void count(long more) throws IOException;

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(Math.max(0, skipped));
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
