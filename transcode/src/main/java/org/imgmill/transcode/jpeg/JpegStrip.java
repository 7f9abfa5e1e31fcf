package org.imgmill.transcode.jpeg;

import java.io.ByteArrayOutputStream;
import org.imgmill.transcode.jpeg.Recompressed.Done;

/// Copies a JPEG of any kind bit for bit, but for metadata and whatever follows its end.
///
/// Colour profile and EXIF orientation stay, because the picture would look different without them.
/// Only the structure is checked; a picture that is damaged inside stays as it is.
public final class JpegStrip {

    private final byte[] in;
    private final int length;
    private final Markers markers;
    private final Metadata metadata;
    private final ByteArrayOutputStream picture;
    private int width;
    private int height;

    private JpegStrip(byte[] in, int length) {
        this.in = in;
        this.length = length;
        markers = new Markers(in, length);
        metadata = new Metadata(in);
        picture = new ByteArrayOutputStream(length);
    }

    /// Strips the first so many bytes of an array.
    public static Recompressed strip(byte[] in, int length) {
        if (length < 0 || length > in.length) {
            throw new IndexOutOfBoundsException(length + " of " + in.length + " bytes");
        }
        try {
            return new JpegStrip(in, length).stripped();
        } catch (Refusal refusal) {
            return refusal.ending();
        }
    }

    private Done stripped() {
        boolean scans = false;
        for (Segment segment = markers.next();
                segment.marker() != Markers.EOI;
                segment = markers.next()) {
            if (isDispensable(segment)) {
                metadata.add(segment);
                continue;
            }
            int end = segment.end();
            if (segment.marker() == Markers.SOS) {
                end = endOfScan(end);
                markers.continueAt(end);
                scans = true;
            } else if (Markers.isFrame(segment.marker()) && segment.length() >= 9) {
                height = Bytes.u16(in, segment.bodyFrom() + 1);
                width = Bytes.u16(in, segment.bodyFrom() + 3);
            }
            picture.write(in, segment.from(), end - segment.from());
        }
        if (!scans || width == 0) {
            throw Refusal.truncated("no picture before the EOI marker");
        }
        return new Done(file(), width, height, null);
    }

    private boolean isDispensable(Segment segment) {
        boolean saysWhatColoursMean =
                segment.marker() == 0xEE
                        && Bytes.startsWith(in, segment.bodyFrom(), segment.end(), "Adobe");
        return Markers.isMetadata(segment.marker()) && !saysWhatColoursMean;
    }

    private int endOfScan(int from) {
        for (int at = from; at + 1 < length; at++) {
            int next = Bytes.u8(in, at + 1);
            if (in[at] == -1 && next != 0 && next != 0xFF && !Markers.isRestart(next)) {
                return at;
            }
        }
        throw Refusal.truncated("the file ends inside a scan");
    }

    private byte[] file() {
        var out = new ByteArrayOutputStream(picture.size() + 1024);
        out.writeBytes(new byte[] {-1, (byte) Markers.SOI});
        if (metadata.hasJfif()) { // it would change what the colours mean where there was none
            out.writeBytes(metadata.jfifSegment());
        }
        metadata.indispensable(true).forEach(out::writeBytes);
        out.writeBytes(picture.toByteArray());
        out.writeBytes(new byte[] {-1, (byte) Markers.EOI});
        return out.toByteArray();
    }
}
