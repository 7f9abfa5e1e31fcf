package org.imgmill.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.imgmill.inflate.Inflating;

/// A body with one content coding undone; broken data is the host's fault.
final class Undone extends FilterInputStream {

    /// @param coding gzip or deflate
    Undone(InputStream in, String coding) {
        super(coding.equals("deflate") ? Inflating.deflate(in) : Inflating.paddedGzip(in));
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
        } catch (Inflating.Broken e) {
            throw new BodyRefused(
                    new Download.Truncated("sent a compressed body that " + e.getMessage()));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }
}
