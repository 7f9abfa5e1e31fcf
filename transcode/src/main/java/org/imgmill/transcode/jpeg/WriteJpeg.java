package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Puts a JPEG together: markers, what stays of the metadata, and the stuffed bits.
final class WriteJpeg {

    private static final int MOST_FOR_TABLES = 4096;

    private final Metadata metadata;
    private final boolean keepMetadata;
    private byte[] out = new byte[0];
    private int length;

    WriteJpeg(Metadata metadata, boolean keepMetadata) {
        this.metadata = metadata;
        this.keepMetadata = keepMetadata;
    }

    static WriteJpeg of(Metadata metadata, JpegOptions options) {
        return new WriteJpeg(metadata, options.keepMetadata());
    }

    /// The output's picture.
    ///
    /// @param steps of each component, in zig-zag order
    record Picture(Frame frame, int[][] steps) {}

    /// @param scans one, or those of a progressive file in their order
    /// @param encoded the bits of all scans, without byte stuffing
    byte[] write(Picture picture, List<CodedScan> scans, byte[] encoded) {
        int encodedLength = scans.getLast().end();
        List<byte[]> kept = kept();
        int stuffing = countFF(encoded, encodedLength);
        long most =
                (long) encodedLength
                        + stuffing
                        + (long) MOST_FOR_TABLES * scans.size()
                        + kept.stream().mapToLong(segment -> segment.length).sum();
        if (most > Integer.MAX_VALUE - 16) {
            throw new Refusal(Recompressed.Reason.TOO_MUCH_MEMORY, "the output is too long");
        }
        out = new byte[(int) most];
        u16(0xFFD8);
        kept.forEach(this::bytes);
        int[] slots = quantisationTables(picture.steps);
        frame(picture.frame, slots, scans.size() > 1);
        int start = 0;
        for (CodedScan scan : scans) {
            scan.codes().forEach(this::huffmanTable);
            scan(scan);
            stuff(encoded, start, scan.end());
            start = scan.end();
        }
        u16(0xFFD9);
        return Arrays.copyOf(out, length);
    }

    /// How long the file will be, but for the stuffed bytes.
    ///
    /// @param bytes of all scans
    long length(Picture picture, List<CodedScan> scans, long bytes) {
        long all = 2 + 2 + bytes;
        for (byte[] segment : kept()) {
            all += segment.length;
        }
        all += 69L * Arrays.stream(picture.steps).map(Arrays::hashCode).distinct().count();
        all += 10 + 3L * picture.frame.components().length;
        for (CodedScan scan : scans) {
            all += 8 + 2L * scan.components().length;
            for (CodedScan.Code code : scan.codes()) {
                all += 5 + code.code().description().length;
            }
        }
        return all;
    }

    private List<byte[]> kept() {
        var kept = new ArrayList<byte[]>();
        kept.add(metadata.jfifSegment());
        kept.addAll(keepMetadata ? metadata.others() : List.of());
        kept.addAll(metadata.indispensable(!keepMetadata));
        return kept;
    }

    /// Writes every distinct table once and returns the slot of each component.
    private int[] quantisationTables(int[][] steps) {
        int[] slots = new int[steps.length];
        int next = 0;
        for (int i = 0; i < steps.length; i++) {
            slots[i] = next;
            for (int j = 0; j < i; j++) {
                if (Arrays.equals(steps[i], steps[j])) {
                    slots[i] = slots[j];
                }
            }
            if (slots[i] == next) {
                u16(0xFFDB);
                u16(67);
                bytes(next++);
                bytes(steps[i]);
            }
        }
        return slots;
    }

    private void frame(Frame frame, int[] slots, boolean progressive) {
        Component[] components = frame.components();
        u16(progressive ? 0xFFC2 : 0xFFC0);
        u16(8 + 3 * components.length);
        bytes(8);
        u16(frame.height());
        u16(frame.width());
        bytes(components.length);
        for (Component component : components) {
            int sampling = component.h() << 4 | component.v();
            // JFIF numbers its components from 1; other ids make some readers guess at RGB.
            bytes(component.index() + 1, sampling, slots[component.index()]);
        }
    }

    private void huffmanTable(CodedScan.Code code) {
        byte[] description = code.code().description();
        u16(0xFFC4);
        u16(3 + description.length);
        bytes(code.slot());
        bytes(description);
    }

    private void scan(CodedScan scan) {
        int count = scan.components().length;
        u16(0xFFDA);
        u16(6 + 2 * count);
        bytes(count);
        for (int component : scan.components()) {
            bytes(component + 1, component == 0 ? 0 : scan.slots());
        }
        bytes(scan.from(), scan.to(), 0);
    }

    private static int countFF(byte[] bytes, int end) {
        int count = 0;
        int i = 0;
        for (; i + 8 <= end; i += 8) {
            count += Bytes.countFF((long) Bytes.LITTLE_ENDIAN.get(bytes, i));
        }
        for (; i < end; i++) {
            count += bytes[i] == -1 ? 1 : 0;
        }
        return count;
    }

    /// Copies, with a zero behind each 0xFF; eight bytes at a time where there is none.
    private void stuff(byte[] from, int start, int end) {
        final byte[] to = out;
        int at = start;
        int p = length;
        while (at + 8 <= end) {
            long eight = (long) Bytes.LITTLE_ENDIAN.get(from, at);
            Bytes.LITTLE_ENDIAN.set(to, p, eight);
            long marks = Bytes.markFF(eight);
            if (marks == 0) {
                at += 8;
                p += 8;
            } else {
                int upToMark = (Long.numberOfTrailingZeros(marks) >>> 3) + 1;
                at += upToMark;
                p += upToMark;
                to[p++] = 0;
            }
        }
        while (at < end) {
            byte next = from[at++];
            to[p++] = next;
            if (next == -1) {
                to[p++] = 0;
            }
        }
        length = p;
    }

    private void u16(int value) {
        out[length++] = (byte) (value >> 8);
        out[length++] = (byte) value;
    }

    private void bytes(int... values) {
        for (int value : values) {
            out[length++] = (byte) value;
        }
    }

    private void bytes(byte[] values) {
        System.arraycopy(values, 0, out, length, values.length);
        length += values.length;
    }
}
