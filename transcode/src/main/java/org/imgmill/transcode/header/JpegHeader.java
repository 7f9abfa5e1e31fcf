package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.Picture;
import org.imgmill.transcode.header.Sniffed.Unsupported;

/// The frame header, and how many scans there are where a decoder would have to make them all.
final class JpegHeader {

    private static final int SOF0 = 0xC0;
    private static final int PROGRESSIVE = 2;
    private static final int LOSSLESS = 3;
    private static final int HIERARCHICAL = 4;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int SOF15 = 0xCF;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int TEM = 0x01;

    private final Bytes bytes;

    private JpegHeader(Bytes bytes) {
        this.bytes = bytes;
    }

    static Sniffed read(Bytes bytes) {
        return new JpegHeader(bytes).read();
    }

    private Sniffed read() {
        long frame = -1;
        int process = 0;
        for (long at = marker(2); ; at = marker(at)) {
            int marker = bytes.u8(at++);
            if (marker == SOS) {
                return frame < 0
                        ? new Broken(Kind.JPEG, "a scan before any frame")
                        : picture(frame, process, at);
            } else if (marker == EOI) {
                return new Broken(Kind.JPEG, "it holds no picture");
            } else if (isFrame(marker) && frame < 0) {
                process = marker;
                frame = at;
            }
            if (hasLength(marker)) {
                at += Math.max(2, bytes.u16be(at));
            }
        }
    }

    private Sniffed picture(long frame, int process, long scan) {
        if ((process & LOSSLESS) == LOSSLESS) {
            return new Unsupported("lossless JPEG");
        }
        if ((process & HIERARCHICAL) != 0) {
            return new Unsupported("hierarchical JPEG");
        }
        int height = bytes.u16be(frame + 3);
        int width = bytes.u16be(frame + 5);
        int components = bytes.u8(frame + 7);
        if (width == 0 || height == 0) {
            return new Broken(Kind.JPEG, "it is " + width + " x " + height + " pixels");
        }
        boolean progressive = (process & LOSSLESS) == PROGRESSIVE;
        boolean layered = progressive || bytes.u8(scan + 2) < components;
        boolean halved = components == 3 && bytes.u8(frame + 9) == 0x22;
        int scans = layered ? scans(scan) : 1;
        return new Picture(Kind.JPEG, width, height, 1, scans, layered, halved, Meaning.PLAIN);
    }

    /// The scans from the first one on. Baseline files with one scan for all components never get
    /// here: decoders stop after it.
    private int scans(long first) {
        int scans = 1;
        long at = first;
        int last = bytes.length() - 1;
        while (at < last) {
            if (bytes.u8(at) != 0xFF) {
                at++;
                continue;
            }
            int marker = bytes.u8(at + 1);
            if (marker == EOI) {
                break;
            }
            at += marker == 0xFF ? 1 : 2;
            if (marker == SOS) {
                scans++;
            }
        }
        return scans;
    }

    /// Where the code of the next marker stands; garbage before it is skipped, as decoders do.
    private long marker(long from) {
        long at = from;
        while (true) {
            while (bytes.u8(at) != 0xFF) {
                at++;
            }
            while (bytes.u8(at) == 0xFF) {
                at++;
            }
            if (bytes.u8(at) != 0) {
                return at;
            }
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private static boolean hasLength(int marker) {
        return marker != TEM && !(marker >= RST0 && marker <= RST7) && marker != 0xD8;
    }
}
