package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.imgmill.inflate.Inflating;

/// A gzip'd catalogue unpacked as it is read: what is wrong with the gzip data refuses the
/// catalogue, what goes wrong with the upload stays an `IOException`.
final class Inflated extends FilterInputStream {

    private Inflated(InputStream packed) {
        super(Inflating.gzip(packed));
    }

    static Inflated of(InputStream in) {
        return new Inflated(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (Inflating.Broken e) {
            var refusal =
                    new Refusal(
                            Problem.ofFile(
                                    ProblemCode.DAMAGED_FILE,
                                    "The gzip data is damaged or cut off. Pack the file again."));
            refusal.initCause(e);
            throw refusal;
        }
    }
}
