package org.imgmill.transcode.jpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imgmill.transcode.jpeg.Recompressed.Reason;
import org.jspecify.annotations.Nullable;

/// Takes a JPEG apart at its markers, up to the first EOI, and refuses what is not ours to rewrite.
///
/// All scans are found, counted and checked against each other before the first one is decoded.
final class ReadJpeg {

    /// Encoders write about ten; a file of a few kilobytes can ask for hundreds of passes.
    static final int MOST_SCANS = 100;

    private final byte[] in;
    private final int length;
    private final long maxPixels;
    private final EntropyData entropy;
    private final Markers markers;
    private final Metadata metadata;
    private final TablesInForce tables;
    private final int[] @Nullable [] steps = new int[3][];
    private final List<Scan> scans = new ArrayList<>();
    private @Nullable Frame frame;
    private @Nullable Progression progression;
    private int restartInterval;

    private ReadJpeg(byte[] in, int length, long maxPixels, EntropyData entropy) {
        this.in = in;
        this.length = length;
        this.maxPixels = maxPixels;
        this.entropy = entropy;
        markers = new Markers(in, length);
        metadata = new Metadata(in);
        tables = new TablesInForce(in);
        entropy.reset(length);
    }

    static JpegFile read(byte[] in, int length, long maxPixels, EntropyData entropy) {
        return new ReadJpeg(in, length, maxPixels, entropy).file();
    }

    private JpegFile file() {
        while (true) {
            Segment segment = markers.next();
            int body = segment.bodyFrom();
            int end = segment.end();
            switch (segment.marker()) {
                case Markers.EOI -> {
                    return whole();
                }
                case 0xC0, 0xC1, 0xC2 -> frame(segment);
                case 0xC4 -> tables.huffmanCodes(body, end);
                case 0xDB -> tables.quantisationSteps(body, end);
                case 0xDD -> restartInterval(body, end);
                case Markers.SOS -> markers.continueAt(scan(body, end));
                default -> {
                    if (!Markers.isMetadata(segment.marker())) {
                        throw Refusal.unsupported(kind(segment.marker()));
                    }
                    metadata.add(segment);
                }
            }
        }
    }

    private static String kind(int marker) {
        return switch (marker) {
            case 0xC3, 0xC7, 0xCB, 0xCF -> "lossless";
            case 0xC5, 0xC6, 0xCD, 0xCE, 0xDE, 0xDF -> "hierarchical";
            case 0xC9, 0xCA, 0xCC -> "arithmetic coding";
            default -> "marker 0x" + Integer.toHexString(marker);
        };
    }

    private void restartInterval(int body, int end) {
        if (end - body != 2) {
            throw Refusal.corrupt("malformed DRI segment");
        }
        restartInterval = Bytes.u16(in, body);
    }

    private void frame(Segment segment) {
        if (frame != null) {
            throw Refusal.corrupt("two SOF segments");
        }
        frame =
                Frame.read(
                        in, segment.bodyFrom(), segment.end(), segment.marker() == 0xC2, maxPixels);
        progression = new Progression(frame);
    }

    private int scan(int body, int end) {
        if (frame == null || progression == null) {
            throw Refusal.corrupt("SOS before SOF");
        }
        if (scans.size() == MOST_SCANS) {
            throw new Refusal(Reason.TOO_MANY_SCANS, "more than " + MOST_SCANS + " scans");
        }
        int count = end > body ? Bytes.u8(in, body) : 0;
        if (count < 1 || count > frame.components().length || end - body != 4 + 2 * count) {
            throw malformedScan();
        }
        var components = new Component[count];
        var dc = new HuffmanCode[count];
        var ac = new HuffmanCode[count];
        int previous = -1;
        for (int i = 0; i < count; i++) {
            components[i] = component(frame, Bytes.u8(in, body + 1 + 2 * i));
            int slots = Bytes.u8(in, body + 2 + 2 * i);
            if (components[i].index() <= previous || slots >> 4 > 3 || (slots & 15) > 3) {
                throw malformedScan();
            }
            previous = components[i].index();
            dc[i] = tables.dcCode(slots >> 4);
            ac[i] = tables.acCode(slots & 15);
            latchSteps(components[i]);
        }
        int parameters = body + 1 + 2 * count;
        int next = entropy.append(in, end, length);
        var scan =
                new Scan(
                        components,
                        dc,
                        ac,
                        Bytes.u8(in, parameters),
                        Bytes.u8(in, parameters + 1),
                        Bytes.u8(in, parameters + 2) >> 4,
                        Bytes.u8(in, parameters + 2) & 15,
                        restartInterval,
                        entropy.lastSegments());
        progression.accept(scan);
        scans.add(scan);
        return next;
    }

    private static Component component(Frame frame, int id) {
        for (Component component : frame.components()) {
            if (component.id() == id) {
                return component;
            }
        }
        throw malformedScan();
    }

    /// A component keeps the steps that were in force when its first scan began.
    private void latchSteps(Component component) {
        if (steps[component.index()] == null) {
            steps[component.index()] = tables.steps(component.quantSlot());
        }
    }

    private JpegFile whole() {
        if (frame == null || progression == null || scans.isEmpty()) {
            throw Refusal.truncated("no picture before the EOI marker");
        }
        progression.requireWhole();
        if (frame.isColour()) {
            metadata.requireLumaAndChroma(frame);
        }
        var latched = new int[frame.components().length][];
        for (int i = 0; i < latched.length; i++) {
            latched[i] = Objects.requireNonNull(steps[i]);
        }
        return new JpegFile(frame, latched, scans, metadata);
    }

    private static Refusal malformedScan() {
        return Refusal.corrupt("malformed SOS segment");
    }
}
