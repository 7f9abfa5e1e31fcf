package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Undoes gzip, or deflate with and without its zlib wrapper. The JDK's GZIPInputStream calls
/// itself once per empty member, so that a small file of many can overflow the stack, and it
/// overlooks what follows the last one.
final class Inflating extends InputStream {

    private static final int HAS_HEADER_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final InputStream in;
    private final boolean gzip;
    private final long limit;
    private final byte[] input = new byte[8192];
    private final CRC32 crc = new CRC32();
    private int at;
    private int end;
    private long members;
    private long memberLength;
    private long total;
    private boolean over;
    private @Nullable Inflater inflater;

    Inflating(InputStream in, boolean gzip, long limit) {
        this.in = in;
        this.gzip = gzip;
        this.limit = limit;
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
                total += n;
                if (total > limit) {
                    throw new BodyRefused(new Download.TooLarge(limit));
                }
                return n;
            }
            if (current.finished()) {
                finishMember(current);
            } else if (current.needsDictionary()) {
                throw broken();
            } else if (current.needsInput()) {
                if (!fill()) {
                    throw refused("sent a compressed body that is cut off");
                }
                current.setInput(input, at, end - at);
            }
        }
        return -1;
    }

    private static int inflate(Inflater inflater, byte[] into, int offset, int length)
            throws BodyRefused {
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
                throw refused("sent a compressed body that is cut off");
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
                throw refused("sent a compressed body whose checksum is wrong");
            }
        } else {
            if (at < end || fill()) {
                throw refused("sent more than its compressed body");
            }
            over = true;
        }
    }

    /// @return false where no further member begins: what stands behind a whole one is overlooked
    private boolean readGzipHeader() throws IOException {
        if (members > 0 && (input[at] & 0xFF) != 0x1F) {
            drain();
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

    /// To the end of the response, which its connection needs to be used again.
    private void drain() throws IOException {
        while (fill()) {
            at = end;
        }
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
            throw refused("sent a compressed body that is cut off");
        }
        return input[at++] & 0xFF;
    }

    private boolean fill() throws IOException {
        int n = in.read(input, 0, input.length);
        at = 0;
        end = Math.max(0, n);
        return n > 0;
    }

    private static BodyRefused broken() {
        return refused("sent a compressed body that is broken");
    }

    private static BodyRefused refused(String why) {
        return new BodyRefused(new Download.Truncated(why));
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
