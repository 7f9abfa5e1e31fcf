package org.imgmill.api.intake;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.imgmill.api.errors.DamagedBody;
import org.imgmill.inflate.Inflating;

/// A gzip'd request body as it was before. Whoever reads it counts what comes out.
final class Gunzipped extends ServletInputStream {

    private final InputStream in;
    private boolean finished;

    Gunzipped(ServletInputStream packed) {
        in = Inflating.gzip(packed);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            int n = in.read(bytes, from, length);
            finished = n < 0;
            return n;
        } catch (Inflating.Broken e) {
            throw new DamagedBody(e);
        }
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new UnsupportedOperationException("a body that is unpacked is read by waiting");
    }
}
