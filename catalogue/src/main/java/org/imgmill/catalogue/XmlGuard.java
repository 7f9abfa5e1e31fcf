package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Looks at every byte of XML before the parser does, and stops what the parser would hold in
/// memory whole.
abstract class XmlGuard extends FilterInputStream {

    XmlGuard(InputStream in) {
        super(in);
    }

    /// @throws Refusal where it must not come to the parser
    abstract void see(byte b) throws Refusal;

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int i = offset; i < offset + read; i++) {
            see(bytes[i]);
        }
        return read;
    }
}
