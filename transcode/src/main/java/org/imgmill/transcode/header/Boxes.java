package org.imgmill.transcode.header;

/// The boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2), which AVIF lies in.
final class Boxes {

    private static final int HEAD = 8;
    private static final int LONG_HEAD = 16;

    private Boxes() {}

    /// What is done with a box.
    interface Visitor {

        /// @param type where its four letters stand
        /// @param from where its content begins
        void box(int type, long from, long end);
    }

    /// Visits the boxes of a range one after the other, up to one whose size makes no sense.
    static void walk(Bytes bytes, long from, long end, Visitor visitor) {
        long at = from;
        while (at + HEAD <= end) {
            long size = bytes.u32be(at);
            int head = HEAD;
            if (size == 1) {
                size = bytes.u64be(at + HEAD);
                head = LONG_HEAD;
            } else if (size == 0) {
                size = end - at;
            }
            if (size < head || size > end - at) {
                return;
            }
            visitor.box((int) at + 4, at + head, at + size);
            at += size;
        }
    }
}
