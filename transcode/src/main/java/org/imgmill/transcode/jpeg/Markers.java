package org.imgmill.transcode.jpeg;

import org.imgmill.transcode.jpeg.Recompressed.Reason;

/// Steps through the marker segments of a JPEG, and refuses a file in which they do not line up.
final class Markers {

    static final int SOI = 0xD8;
    static final int EOI = 0xD9;
    static final int SOS = 0xDA;

    private final byte[] in;
    private final int length;
    private int at = 2;

    Markers(byte[] in, int length) {
        if (length < 3 || Bytes.u16(in, 0) != (0xFF00 | SOI) || in[2] != -1) {
            throw new Refusal(Reason.NOT_A_JPEG, "no JPEG at the start of the file");
        }
        this.in = in;
        this.length = length;
    }

    /// The next segment; EOI is one without a body.
    Segment next() {
        while (true) {
            if (at + 2 > length) {
                throw Refusal.truncated("the file ends without an EOI marker");
            }
            if (in[at] != -1) {
                throw Refusal.corrupt("stray bytes between markers");
            }
            int marker = Bytes.u8(in, at + 1);
            if (marker == EOI) {
                return new Segment(EOI, at, at + 2);
            }
            if (marker == 0xFF) {
                at++;
            } else if (standsAlone(marker)) {
                at += 2;
            } else {
                Segment segment = segmentAt(marker);
                at = segment.end();
                return segment;
            }
        }
    }

    /// Goes on behind the data of a scan.
    void continueAt(int place) {
        at = place;
    }

    static boolean standsAlone(int marker) {
        return marker == 0x01 || isRestart(marker);
    }

    static boolean isRestart(int marker) {
        return marker >= 0xD0 && marker <= 0xD7;
    }

    /// SOF0 to SOF15, without the three markers in between that start no frame.
    static boolean isFrame(int marker) {
        return marker == 0xC0 || (marker > 0xC0 && marker <= 0xCF && marker % 4 != 0);
    }

    static boolean isMetadata(int marker) {
        return (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
    }

    private Segment segmentAt(int marker) {
        if (marker < 0xC0 || marker == SOI || (marker > 0xDF && !isMetadata(marker))) {
            throw Refusal.corrupt("marker 0x" + Integer.toHexString(marker));
        }
        if (at + 4 > length) {
            throw Refusal.truncated("the file ends inside a marker segment");
        }
        int size = Bytes.u16(in, at + 2);
        if (size < 2) {
            throw Refusal.corrupt("marker segment of " + size + " bytes");
        }
        if (at + 2 + size > length) {
            throw Refusal.truncated("the file ends inside a marker segment");
        }
        return new Segment(marker, at, at + 2 + size);
    }
}
