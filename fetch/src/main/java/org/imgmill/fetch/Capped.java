package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;

/// Reads no more than a limit. Closing it leaves what it reads from alone, because closing the
/// stream of a response would first read the rest of it.
final class Capped extends InputStream {

    private final InputStream in;
    private final long limit;
    private long count;

    Capped(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        count += Math.max(0, n);
        if (count > limit) {
            throw new BodyRefused(new Download.TooLarge(limit));
        }
        return n;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}
