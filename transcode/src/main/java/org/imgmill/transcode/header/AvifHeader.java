package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.Picture;

/// The largest `ispe` (spatial extent) of all items: no item that is decoded can be larger.
final class AvifHeader {

    private final Bytes bytes;
    private boolean hasMeta;
    private long width;
    private long height;

    private AvifHeader(Bytes bytes) {
        this.bytes = bytes;
    }

    static Sniffed read(Bytes bytes) {
        var header = new AvifHeader(bytes);
        header.walk(0, bytes.length());
        if (!header.hasMeta) {
            return new Broken(Kind.AVIF, "it has no meta box");
        }
        return Picture.still(
                Kind.AVIF,
                Bytes.dimension(header.width),
                Bytes.dimension(header.height),
                AvifMeaning.of(bytes));
    }

    private void walk(long from, long end) {
        Boxes.walk(bytes, from, end, this::box);
    }

    private void box(int type, long from, long end) {
        if (bytes.is(type, "meta")) {
            hasMeta = true;
            walk(from + 4, end);
        } else if (bytes.is(type, "iprp") || bytes.is(type, "ipco")) {
            walk(from, end);
        } else if (bytes.is(type, "ispe") && end - from >= 12) {
            long w = bytes.u32be(from + 4);
            long h = bytes.u32be(from + 8);
            if (w * h > width * height || w * h < 0) {
                width = w;
                height = h;
            }
        }
    }
}
