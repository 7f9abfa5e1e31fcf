package org.imgmill.catalogue;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A gzip'd catalogue unpacked as it is read: what is wrong with the gzip data refuses the
/// catalogue, what goes wrong with the upload stays an `IOException`.
final class Inflated extends FilterInputStream {

    private final Source source;

    private Inflated(Source source) throws IOException {
        super(opened(source));
        this.source = source;
    }

    static Inflated of(InputStream in) throws IOException {
        return new Inflated(new Source(in));
    }

    private static GZIPInputStream opened(Source source) throws IOException {
        try {
            return new GZIPInputStream(source, 1 << 16);
        } catch (ZipException | EOFException e) {
            throw source.blamed(e);
        }
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
        } catch (ZipException | EOFException e) {
            throw source.blamed(e);
        }
    }

    /// Remembers its own failure, which may be of the same type as those of the inflater.
    private static final class Source extends FilterInputStream {

        private @Nullable IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        IOException blamed(IOException e) {
            if (failure != null) {
                return failure;
            }
            var refusal =
                    new Refusal(
                            Problem.ofFile(
                                    ProblemCode.DAMAGED_FILE,
                                    "The gzip data is damaged or cut off. Pack the file again."));
            refusal.initCause(e);
            return refusal;
        }
    }
}
