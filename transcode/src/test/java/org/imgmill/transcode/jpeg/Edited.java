package org.imgmill.transcode.jpeg;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A JPEG changed at its markers, to make the inputs of tests.
final class Edited {

    /// The place of the first marker of this kind.
    static int find(byte[] jpeg, int marker) {
        for (int at = 2; at + 1 < jpeg.length; at += 2 + Bytes.u16(jpeg, at + 2)) {
            if (jpeg[at + 1] == (byte) marker) {
                return at;
            }
        }
        throw new AssertionError("no marker " + Integer.toHexString(marker));
    }

    static boolean has(byte[] jpeg, int marker) {
        for (int at = 2; jpeg[at + 1] != (byte) 0xDA; at += 2 + Bytes.u16(jpeg, at + 2)) {
            if (jpeg[at + 1] == (byte) marker) {
                return true;
            }
        }
        return false;
    }

    static byte[] set(byte[] jpeg, int at, int value) {
        byte[] edited = jpeg.clone();
        edited[at] = (byte) value;
        return edited;
    }

    static byte[] insert(byte[] jpeg, int at, byte[] what) {
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, at);
        out.writeBytes(what);
        out.write(jpeg, at, jpeg.length - at);
        return out.toByteArray();
    }

    static byte[] segment(int marker, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.write(0xFF);
        out.write(marker);
        out.write((body.length + 2) >> 8);
        out.write(body.length + 2);
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] segment(int marker, String body) {
        return segment(marker, body.getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] afterStart(byte[] jpeg, byte[]... segments) {
        byte[] edited = jpeg;
        for (int i = segments.length - 1; i >= 0; i--) {
            edited = insert(edited, 2, segments[i]);
        }
        return edited;
    }

    private Edited() {}
}
