package org.imgmill.catalogue;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/// Limits what packed data unpacks to. No catalogue packs as well as data made to fill a server;
/// small ones may, since a header alone says little.
final class Expanding extends FilterInputStream {

    private static final int MOST_TIMES = 200;
    private static final long UNLOOKED_AT = 16L << 20;

    private final LongSupplier packed;
    private long unpacked;

    /// @param packed bytes that have gone in so far
    Expanding(InputStream in, LongSupplier packed) {
        super(in);
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        unpacked += Math.max(0, read);
        if (unpacked > UNLOOKED_AT && unpacked > MOST_TIMES * packed.getAsLong()) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.TOO_MANY_BYTES,
                            "The file unpacks to more than "
                                    + MOST_TIMES
                                    + " times its size, as no catalogue does. If it is one, send it"
                                    + " as CSV that is not packed."));
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
