package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.Picture;

/// The three ways a WebP file starts.
final class WebpHeader {

    private static final int FIRST_CHUNK = 12;
    private static final int ANIMATION = 0x02;

    private WebpHeader() {}

    static Sniffed read(Bytes bytes) {
        int data = FIRST_CHUNK + 8;
        if (bytes.is(FIRST_CHUNK, "VP8 ")) {
            if (!bytes.is(data + 3, "\u009d\u0001*")) {
                return new Broken(Kind.WEBP, "it does not start with a key frame");
            }
            return Picture.still(
                    Kind.WEBP, bytes.u16le(data + 6) & 0x3FFF, bytes.u16le(data + 8) & 0x3FFF);
        }
        if (bytes.is(FIRST_CHUNK, "VP8L")) {
            long bits = bytes.u32le(data + 1);
            return Picture.still(
                    Kind.WEBP, (int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1);
        }
        if (bytes.is(FIRST_CHUNK, "VP8X")) {
            int width = bytes.u24le(data + 4) + 1;
            int height = bytes.u24le(data + 7) + 1;
            int frames = (bytes.u8(data) & ANIMATION) == 0 ? 1 : frames(bytes);
            return Picture.animated(Kind.WEBP, width, height, frames);
        }
        return new Broken(Kind.WEBP, "its first chunk is unknown");
    }

    private static int frames(Bytes bytes) {
        int frames = 0;
        long at = FIRST_CHUNK;
        while (at + 8 <= bytes.length()) {
            if (bytes.is((int) at, "ANMF")) {
                frames++;
            }
            long size = bytes.u32le(at + 4);
            at += 8 + size + (size & 1);
        }
        return Math.max(1, frames);
    }
}
