package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts what was read.
final class CountedBytes extends FilterInputStream {

    private long seen;

    CountedBytes(InputStream in) {
        super(in);
    }

    long seen() {
        return seen;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        seen += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        seen += Math.max(0, read);
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
