package org.imgmill.inflate;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Undoes gzip, or deflate with and without its zlib wrapper. The JDK's GZIPInputStream calls
/// itself once per empty member, so that a small file of many can overflow the stack, and it
/// ignores what follows the last one.
public final class Inflating extends InputStream {

    private static final int HAS_HEADER_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream in;
    private final boolean gzip;
    private final boolean padded;
    private final byte[] input = new byte[8192];
    private final CRC32 crc = new CRC32();
    private int at;
    private int end;
    private long members;
    private long memberLength;
    private boolean over;
    private @Nullable Inflater inflater;

    private Inflating(InputStream in, boolean gzip, boolean padded) {
        this.in = in;
        this.gzip = gzip;
        this.padded = padded;
    }

    /// Members up to the end; zeros may stand behind the last, as tapes and blocks leave them.
    public static Inflating gzip(InputStream in) {
        return new Inflating(in, true, false);
    }

    /// As `gzip`, but ignores whatever follows the last member, as browsers do. Only for data that
    /// shows itself whether it is whole, such as a picture: a lost member goes unnoticed.
    public static Inflating paddedGzip(InputStream in) {
        return new Inflating(in, true, true);
    }

    /// Deflate with its zlib wrapper, or without it where there is none.
    public static Inflating deflate(InputStream in) {
        return new Inflating(in, false, false);
    }

    /// The data is not in the coding that was announced.
    public static final class Broken extends IOException {

        @Serial private static final long serialVersionUID = 1;

        private Broken(String message) {
            super(message);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!over) {
            Inflater current = inflater == null ? begin() : inflater;
            if (current == null) {
                over = true;
                break;
            }
            int n = inflate(current, into, offset, length);
            if (n > 0) {
                crc.update(into, offset, n);
                memberLength += n;
                return n;
            }
            if (current.finished()) {
                finishMember(current);
            } else if (current.needsDictionary()) {
                throw broken();
            } else if (current.needsInput()) {
                if (!fill()) {
                    throw new Broken("is cut off");
                }
                current.setInput(input, at, end - at);
            }
        }
        return -1;
    }

    private static int inflate(Inflater inflater, byte[] into, int offset, int length)
            throws Broken {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw broken();
        }
    }

    /// @return null where there is nothing to undo: an empty body has no header either
    private @Nullable Inflater begin() throws IOException {
        if (at == end && !fill()) {
            return null;
        }
        if (gzip && !readGzipHeader()) {
            return null;
        }
        inflater = new Inflater(gzip || !looksLikeZlib());
        inflater.setInput(input, at, end - at);
        crc.reset();
        memberLength = 0;
        return inflater;
    }

    /// Raw deflate under the name of deflate is a widespread mistake.
    private boolean looksLikeZlib() throws IOException {
        if (end - at < 2) {
            int second = in.read();
            if (second < 0) {
                throw new Broken("is cut off");
            }
            input[0] = input[at];
            input[1] = (byte) second;
            at = 0;
            end = 2;
        }
        int first = input[at] & 0xFF;
        return (first & 0x0F) == 8 && ((first << 8) | (input[at + 1] & 0xFF)) % 31 == 0;
    }

    private void finishMember(Inflater finished) throws IOException {
        at = end - finished.getRemaining();
        finished.end();
        inflater = null;
        members++;
        if (gzip) {
            long expectedCrc = littleEndian();
            long expectedLength = littleEndian();
            if (expectedCrc != crc.getValue() || expectedLength != (memberLength & 0xFFFFFFFFL)) {
                throw new Broken("has a wrong checksum");
            }
        } else {
            if (at < end || fill()) {
                throw new Broken("has something behind its end");
            }
            over = true;
        }
    }

    /// @return false where no further member begins: what follows a whole one is ignored
    private boolean readGzipHeader() throws IOException {
        if (members > 0 && (input[at] & 0xFF) != 0x1F) {
            skipPadding();
            return false;
        }
        if (next() != 0x1F || next() != 0x8B || next() != 8) {
            throw broken();
        }
        int flags = next();
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(next() | (next() << 8));
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_HEADER_CRC) != 0) {
            skip(2);
        }
        return true;
    }

    /// Reads to the end of the input, maybe a response whose connection is used again.
    private void skipPadding() throws IOException {
        do {
            for (; at < end; at++) {
                if (!padded && input[at] != 0) {
                    throw new Broken("has something behind its end");
                }
            }
        } while (fill());
    }

    private long littleEndian() throws IOException {
        return next() | (next() << 8) | (next() << 16) | ((long) next() << 24);
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // a name or a comment that nobody needs
        }
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new Broken("is cut off");
        }
        return input[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int n = in.read(input, 0, input.length);
        at = 0;
        end = Math.max(0, n);
        return n > 0;
    }

    private static Broken broken() {
        return new Broken("is damaged");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public void close() throws IOException {
        if (inflater != null) {
            inflater.end();
        }
        in.close();
    }
}
