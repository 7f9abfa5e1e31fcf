package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.Picture;

/// The canvas, grown to hold every frame, as decoders do; and how many frames there are.
final class GifHeader {

    private GifHeader() {}

    static Sniffed read(Bytes bytes) {
        int width = bytes.u16le(6);
        int height = bytes.u16le(8);
        int flags = bytes.u8(10);
        long at = 13L + colours(flags);
        int frames = 0;
        while (at < bytes.length()) {
            int block = bytes.u8(at);
            if (block == 0x21) {
                at = afterSubBlocks(bytes, at + 2);
            } else if (block == 0x2C && at + 10 <= bytes.length()) {
                frames++;
                width = Math.max(width, bytes.u16le(at + 1) + bytes.u16le(at + 5));
                height = Math.max(height, bytes.u16le(at + 3) + bytes.u16le(at + 7));
                at = afterSubBlocks(bytes, at + 11 + colours(bytes.u8(at + 9)));
                if (at > bytes.length() + 1L) {
                    return new Broken(Kind.GIF, "it ends in the middle of a frame");
                }
            } else {
                break;
            }
        }
        if (frames == 0 || width == 0 || height == 0) {
            return new Broken(Kind.GIF, "it holds no frame");
        }
        return Picture.animated(Kind.GIF, width, height, frames);
    }

    private static int colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    private static long afterSubBlocks(Bytes bytes, long from) {
        long at = from;
        while (at < bytes.length() && bytes.u8(at) != 0) {
            at += 1 + bytes.u8(at);
        }
        return at + 1;
    }
}
