package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.Picture;

/// IHDR, and the frames when the picture is animated.
final class PngHeader {

    private static final int SIGNATURE = 8;

    private PngHeader() {}

    static Sniffed read(Bytes bytes) {
        if (bytes.u32be(SIGNATURE) != 13 || !bytes.is(SIGNATURE + 4, "IHDR")) {
            return new Broken(Kind.PNG, "the first chunk is not IHDR");
        }
        int width = Bytes.dimension(bytes.u32be(SIGNATURE + 8));
        int height = Bytes.dimension(bytes.u32be(SIGNATURE + 12));
        boolean interlaced = bytes.u8(SIGNATURE + 20) != 0;
        if (width == 0 || height == 0) {
            return new Broken(Kind.PNG, "it is " + width + " x " + height + " pixels");
        }
        int frames = frames(bytes);
        return new Picture(Kind.PNG, width, height, frames, 1, interlaced, false, meaning(bytes));
    }

    private static Meaning meaning(Bytes bytes) {
        var colours = new PngColours(bytes);
        for (long at = SIGNATURE; at + 12 <= bytes.length(); at += 12 + bytes.u32be(at)) {
            int type = (int) at + 4;
            if (bytes.is(type, "IDAT") || at + 12 + bytes.u32be(at) > bytes.length()) {
                break;
            }
            colours.chunk(type, bytes.u32be(at));
        }
        return colours.meaning();
    }

    /// Counted, not believed: `acTL` may claim any number.
    private static int frames(Bytes bytes) {
        boolean animated = false;
        boolean started = false;
        int frames = 0;
        for (long at = SIGNATURE; at + 12 <= bytes.length(); at += 12 + bytes.u32be(at)) {
            int type = (int) at + 4;
            started |= bytes.is(type, "IDAT");
            if (started && !animated) {
                return 1;
            }
            animated |= bytes.is(type, "acTL");
            frames += bytes.is(type, "fcTL") ? 1 : 0;
        }
        return Math.max(1, frames);
    }
}
