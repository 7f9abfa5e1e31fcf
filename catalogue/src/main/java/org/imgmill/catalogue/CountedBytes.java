package org.imgmill.catalogue;

import java.io.InputStream;

/// Counts what was read.
final class CountedBytes extends CountingBytes {

    private long seen;

    CountedBytes(InputStream in) {
        super(in);
    }

    long seen() {
        return seen;
    }

    @Override
    void count(long more) {
        seen += more;
    }
}
