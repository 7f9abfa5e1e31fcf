package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts bytes on their way in and refuses the catalogue with the first one too many.
final class LimitedBytes extends FilterInputStream {

    private final long limit;
    private long seen;

    LimitedBytes(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) throws Refusal {
        seen += Math.max(0, more);
        if (seen > limit) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.TOO_MANY_BYTES,
                            "The catalogue is larger than "
                                    + Words.size(limit)
                                    + " (unpacked). Split it into several."));
        }
    }
}
