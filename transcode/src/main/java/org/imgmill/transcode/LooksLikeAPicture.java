package org.imgmill.transcode;

import org.imgmill.transcode.header.Headers;
import org.imgmill.transcode.header.Sniffed;

/// Tells pictures from everything else by their first bytes.
public final class LooksLikeAPicture {

    /// How many bytes are enough to tell.
    public static final int HEAD = 4096;

    private LooksLikeAPicture() {}

    /// Whether it is a picture, even a broken one or one that imgmill does not read.
    public static boolean is(byte[] head) {
        return !(Headers.read(head, head.length) instanceof Sniffed.NotAnImage);
    }
}
