package org.imgmill.transcode.jpeg;

import java.util.Arrays;

/// The entropy-coded data of all scans, without byte stuffing and restart markers.
///
/// Taking them out first, eight bytes at a time, costs little and lets every bit reader forget
/// about 0xFF.
final class EntropyData {

    /// Bit readers load eight bytes at once and may run a little past the end before they notice.
    private static final int PADDING = 64;

    private byte[] bytes = new byte[1 << 18];
    private int length;
    private int[] segments = new int[16];
    private int segmentCount;

    /// Forgets everything and makes room for an input of this length.
    void reset(int inputLength) {
        if (bytes.length < inputLength + PADDING) {
            bytes = new byte[inputLength + inputLength / 4 + PADDING];
        }
        length = 0;
    }

    /// Gives memory back that only an unusually large input needed.
    void shrink(int mostBytes) {
        if (bytes.length > mostBytes) {
            bytes = new byte[1 << 18];
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the restart segments of the scan read last start, and where the last of them ends.
    int[] lastSegments() {
        int[] starts = Arrays.copyOf(segments, segmentCount + 1);
        starts[segmentCount] = length;
        return starts;
    }

    /// Appends the data of one scan and returns the place of the marker that follows it.
    int append(byte[] in, int from, int inputLength) {
        byte[] to = bytes;
        int at = from;
        int out = length;
        segmentCount = 0;
        openSegment(out);
        while (true) {
            while (at + 8 <= inputLength) {
                long eight = (long) Bytes.LITTLE_ENDIAN.get(in, at);
                Bytes.LITTLE_ENDIAN.set(to, out, eight);
                long marks = Bytes.markFF(eight);
                int plain = marks == 0 ? 8 : Long.numberOfTrailingZeros(marks) >>> 3;
                at += plain;
                out += plain;
                if (plain != 8) {
                    break;
                }
            }
            if (at + 1 >= inputLength) {
                throw Refusal.truncated("the file ends inside a scan");
            }
            if (in[at] != -1) {
                to[out++] = in[at++];
                continue;
            }
            int marker = Bytes.u8(in, at + 1);
            if (marker == 0) {
                to[out++] = -1;
                at += 2;
            } else if (marker == 0xFF) {
                at++;
            } else if (Markers.isRestart(marker)) {
                if ((marker & 7) != ((segmentCount - 1) & 7)) {
                    throw Refusal.corrupt("restart markers out of order");
                }
                openSegment(out);
                at += 2;
            } else {
                break;
            }
        }
        length = out;
        Arrays.fill(to, out, out + PADDING, (byte) 0);
        return at;
    }

    private void openSegment(int start) {
        if (segmentCount == segments.length) {
            segments = Arrays.copyOf(segments, segmentCount * 2);
        }
        segments[segmentCount++] = start;
    }
}
