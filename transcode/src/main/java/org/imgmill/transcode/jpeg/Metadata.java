package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a file carries beside its picture, and what that says about the picture's colours.
final class Metadata {

    private static final int NO_TRANSFORM = -1;
    private static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    private static final String ISO_GAIN_MAP = "urn:iso:std:iso:ts:21496:-1\0";

    private final byte[] in;
    private final List<Segment> profileChunks = new ArrayList<>();
    private final List<Segment> others = new ArrayList<>();
    private int jfif;
    private int adobeTransform = NO_TRANSFORM;
    private int orientation;
    private boolean morePictures;

    Metadata(byte[] in) {
        this.in = in;
    }

    /// Files an APPn or COM segment.
    void add(Segment segment) {
        int body = segment.bodyFrom();
        int end = segment.end();
        if (segment.marker() == 0xE0 && Bytes.startsWith(in, body, end, "JFIF\0")) {
            jfif = end - body >= 12 ? body : jfif;
        } else if (segment.marker() == 0xE0) {
            return; // JFXX: a thumbnail
        } else if (segment.marker() == 0xEE && Bytes.startsWith(in, body, end, "Adobe")) {
            adobeTransform = end - body >= 12 ? Bytes.u8(in, body + 11) : NO_TRANSFORM;
        } else if (IccProfile.isChunk(in, segment)) {
            profileChunks.add(segment);
        } else if (segment.marker() == 0xE2 && Bytes.startsWith(in, body, end, "MPF\0")) {
            morePictures = true;
        } else {
            if (orientation == 0 && ExifOrientation.isExif(in, segment)) {
                orientation = ExifOrientation.of(in, segment);
            }
            others.add(segment);
        }
    }

    /// Refuses three components that are not, or perhaps not, luma and two chroma.
    void requireLumaAndChroma(Frame frame) {
        if (adobeTransform == 0) {
            throw Refusal.unsupported("RGB without a colour transform");
        }
        if (jfif == 0 && adobeTransform > 1) {
            throw Refusal.unsupported("unknown Adobe colour transform");
        }
        Component[] components = frame.components();
        boolean namedRgb =
                components[0].id() == 'R' && components[1].id() == 'G' && components[2].id() == 'B';
        if (namedRgb && jfif == 0 && adobeTransform == NO_TRANSFORM) {
            throw Refusal.unsupported("RGB without a colour transform");
        }
    }

    /// Whether the file indexes further pictures behind the first (MPO, gain maps).
    boolean hasMorePictures() {
        return morePictures;
    }

    /// Whether a viewer shows the picture lying on its side, width and height swapped.
    boolean isTurned() {
        return orientation >= ExifOrientation.FIRST_TURNED;
    }

    boolean hasExif() {
        return others.stream().anyMatch(segment -> ExifOrientation.isExif(in, segment));
    }

    boolean hasJfif() {
        return jfif != 0;
    }

    /// A JFIF segment with the density of the input's, or with square pixels, and no thumbnail.
    byte[] jfifSegment() {
        byte[] segment = {-1, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
        if (hasJfif()) {
            System.arraycopy(in, jfif + 5, segment, 9, 7);
        }
        return segment;
    }

    /// All that must stay for the picture to look the same, beside JFIF.
    List<byte[]> indispensable(boolean orientationToo) {
        var segments = new ArrayList<byte[]>();
        if (orientationToo && orientation > ExifOrientation.UPRIGHT) {
            segments.add(ExifOrientation.segment(orientation));
        }
        for (Segment chunk : IccProfile.inOrder(in, profileChunks)) {
            segments.add(Arrays.copyOfRange(in, chunk.from(), chunk.end()));
        }
        return segments;
    }

    /// EXIF, XMP, IPTC, comments and the like, in their order; nothing that speaks of a gain map.
    List<byte[]> others() {
        return others.stream().flatMap(other -> kept(other).stream()).toList();
    }

    private Optional<byte[]> kept(Segment other) {
        int body = other.bodyFrom();
        if (other.marker() == 0xE2 && Bytes.startsWith(in, body, other.end(), ISO_GAIN_MAP)) {
            return Optional.empty();
        }
        byte[] whole = Arrays.copyOfRange(in, other.from(), other.end());
        if (other.marker() != 0xE1 || !Bytes.startsWith(in, body, other.end(), XMP)) {
            return Optional.of(whole);
        }
        int head = body + XMP.length() - other.from();
        byte[] packet = Arrays.copyOfRange(whole, head, whole.length);
        return GainMapXmp.without(packet).map(xmp -> segment(whole, head, xmp));
    }

    /// The first bytes of a segment and another end.
    private static byte[] segment(byte[] whole, int head, byte[] end) {
        byte[] segment = Arrays.copyOf(whole, head + end.length);
        System.arraycopy(end, 0, segment, head, end.length);
        int length = segment.length - 2;
        segment[2] = (byte) (length >> 8);
        segment[3] = (byte) length;
        return segment;
    }
}
