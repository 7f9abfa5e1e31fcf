package org.imgmill.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Decodes a catalogue in one pass: UTF-8 until bytes show up that are not, then what those bytes
/// are most likely.
///
/// Up to the first byte that is not UTF-8 such a file holds ASCII only, so nothing decoded before
/// was wrong. Where real UTF-8 came first, the file is a mixture: then only the sequences that are
/// not UTF-8 are taken as Windows-1252.
final class CatalogueText extends Reader {

    private static final char[] WESTERN = western();

    private final InputStream in;
    private final boolean detects;
    private CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).flip();
    private long decodedBytes;
    private long decodedChars;
    private boolean ended;
    private boolean western;
    private boolean mixed;
    private boolean damaged;
    private Encodings.@Nullable Guess guess;

    /// Text that says nothing of its encoding.
    CatalogueText(InputStream in) {
        this(in, StandardCharsets.UTF_8, true);
    }

    /// Text in a known encoding.
    CatalogueText(InputStream in, Charset charset) {
        this(in, charset, false);
    }

    private CatalogueText(InputStream in, Charset charset, boolean detects) {
        this.in = in;
        this.detects = detects;
        this.decoder = decoder(charset);
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /// The encoding as far as it is known by now.
    Charset charset() {
        return western ? Encodings.WINDOWS_1252 : decoder.charset();
    }

    /// What was guessed; null: there was no need to.
    Encodings.@Nullable Guess guess() {
        return guess;
    }

    /// Whether some bytes mean nothing in the encoding that was guessed.
    boolean isDamaged() {
        return damaged;
    }

    boolean isWestern() {
        return western;
    }

    boolean isMixed() {
        return mixed;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        var out = CharBuffer.wrap(buffer, offset, length);
        while (true) {
            boolean full = decode(out);
            if (full || out.position() > offset) {
                return out.position() - offset;
            }
            if (ended && !bytes.hasRemaining()) {
                return -1;
            }
            if (!ended) {
                fill();
            }
        }
    }

    /// Whether `out` has no room for the next character (which may need two places).
    private boolean decode(CharBuffer out) throws IOException {
        if (western) {
            copyWestern(out);
            return !out.hasRemaining();
        }
        int fromByte = bytes.position();
        int fromChar = out.position();
        CoderResult result = decoder.decode(bytes, out, ended);
        decodedBytes += bytes.position() - fromByte;
        decodedChars += out.position() - fromChar;
        if (result.isError()) {
            foreign(result.length(), out);
        }
        return result.isOverflow();
    }

    private void foreign(int length, CharBuffer out) throws IOException {
        if (guess != null && !mixed) {
            damaged = true;
            bytes.position(bytes.position() + Math.min(length, bytes.remaining()));
            out.put('\uFFFD');
        } else if (!detects) {
            throw new Refusal(
                    Problem.ofFile(
                            ProblemCode.UNREADABLE_TEXT,
                            "The file says that it is "
                                    + decoder.charset()
                                    + " text but is not, or is cut off. Save it as UTF-8."));
        } else if (decodedBytes == decodedChars) {
            take(guessed());
            if (western) {
                copyWestern(out);
            }
        } else {
            mixed = true;
            for (int i = 0; i < length && out.hasRemaining(); i++) {
                out.put(WESTERN[bytes.get() & 0xFF]);
            }
        }
    }

    /// Looks as far ahead as the buffer reaches, and back to the character before.
    private Encodings.Guess guessed() throws IOException {
        byte before = bytes.position() > 0 ? bytes.get(bytes.position() - 1) : (byte) ' ';
        while (!ended && bytes.remaining() < bytes.capacity()) {
            fill();
        }
        var sample = new byte[1 + bytes.remaining()];
        sample[0] = before;
        bytes.duplicate().get(sample, 1, bytes.remaining());
        return Encodings.of(sample);
    }

    private void take(Encodings.Guess found) {
        guess = found;
        western = found.charset().equals(Encodings.WINDOWS_1252);
        if (!western) {
            decoder = decoder(found.charset());
        }
    }

    private void copyWestern(CharBuffer out) {
        int length = Math.min(bytes.remaining(), out.remaining());
        for (int i = 0; i < length; i++) {
            out.put(WESTERN[bytes.get() & 0xFF]);
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (read < 0) {
            ended = true;
        } else {
            bytes.position(bytes.position() + read);
        }
        bytes.flip();
    }

    /// As browsers read it: the five bytes that Windows-1252 leaves open stand for themselves.
    private static char[] western() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        char[] chars = new String(all, Charset.forName("windows-1252")).toCharArray();
        for (int open : new int[] {0x81, 0x8D, 0x8F, 0x90, 0x9D}) {
            chars[open] = (char) open;
        }
        return chars;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
