package org.imgmill.transcode.jpeg;

import java.util.Arrays;
import org.imgmill.transcode.jpeg.Recompressed.Reason;

/// The picture's geometry, as its SOF segment gives it.
record Frame(
        int width,
        int height,
        boolean progressive,
        Component[] components,
        int mcusAcross,
        int mcusDown) {

    private static final int MOST_BLOCKS_PER_MCU = 10;

    /// Reads the body of a SOF0, SOF1 or SOF2 segment.
    static Frame read(byte[] in, int at, int end, boolean progressive, long maxPixels) {
        if (end - at < 6) {
            throw Refusal.corrupt("short SOF segment");
        }
        if (in[at] != 8) {
            throw Refusal.unsupported(Bytes.u8(in, at) + " bits per sample");
        }
        int height = Bytes.u16(in, at + 1);
        int width = Bytes.u16(in, at + 3);
        int count = Bytes.u8(in, at + 5);
        if (height == 0) {
            throw Refusal.unsupported("height is left to a DNL segment");
        }
        if (width == 0) {
            throw Refusal.corrupt("width 0");
        }
        if ((long) width * height > maxPixels) {
            throw new Refusal(
                    Reason.TOO_MANY_PIXELS, width + " x " + height + ", limit " + maxPixels);
        }
        if (count != 1 && count != 3) {
            throw Refusal.unsupported(count + " colour components");
        }
        if (end - at != 6 + 3 * count) {
            throw Refusal.corrupt("SOF segment has a wrong length");
        }
        return laidOut(in, at + 6, count, width, height, progressive);
    }

    private static Frame laidOut(
            byte[] in, int at, int count, int width, int height, boolean progressive) {
        int[] ids = new int[count];
        int[] h = new int[count];
        int[] v = new int[count];
        int[] slots = new int[count];
        int blocks = 0;
        for (int i = 0; i < count; i++) {
            ids[i] = Bytes.u8(in, at + 3 * i);
            int sampling = Bytes.u8(in, at + 3 * i + 1);
            // A lone component is never interleaved, so its factors mean nothing.
            h[i] = count == 1 ? 1 : sampling >> 4;
            v[i] = count == 1 ? 1 : sampling & 15;
            slots[i] = Bytes.u8(in, at + 3 * i + 2);
            if (h[i] < 1 || h[i] > 4 || v[i] < 1 || v[i] > 4) {
                throw Refusal.corrupt("sampling factor out of range");
            }
            blocks += h[i] * v[i];
            for (int j = 0; j < i; j++) {
                if (ids[j] == ids[i]) {
                    throw Refusal.corrupt("two components with one id");
                }
            }
        }
        if (blocks > MOST_BLOCKS_PER_MCU) {
            throw Refusal.unsupported("MCU of " + blocks + " blocks");
        }
        return of(width, height, progressive, ids, h, v, slots);
    }

    private static Frame of(
            int width, int height, boolean progressive, int[] ids, int[] h, int[] v, int[] slots) {
        int hMax = Arrays.stream(h).max().orElse(1);
        int vMax = Arrays.stream(v).max().orElse(1);
        int across = ceilDiv(width, 8 * hMax);
        int down = ceilDiv(height, 8 * vMax);
        var components = new Component[ids.length];
        int first = 0;
        for (int i = 0; i < ids.length; i++) {
            components[i] =
                    new Component(
                            i,
                            ids[i],
                            h[i],
                            v[i],
                            slots[i],
                            ceilDiv(ceilDiv(width * h[i], hMax), 8),
                            ceilDiv(ceilDiv(height * v[i], vMax), 8),
                            across * h[i],
                            down * v[i],
                            first);
            first += components[i].stride() * components[i].rows();
        }
        return new Frame(width, height, progressive, components, across, down);
    }

    /// A picture that is laid out as encoders do: grey, or with chroma at half the size (4:2:0).
    static Frame ordinary(int width, int height, boolean colour) {
        return of(width, height, 2, 2, colour);
    }

    /// A baseline picture to be written: grey, or with one sample of chroma for each so many of
    /// luma.
    static Frame of(int width, int height, int chromaAcross, int chromaDown, boolean colour) {
        return colour
                ? of(
                        width,
                        height,
                        false,
                        new int[] {1, 2, 3},
                        new int[] {chromaAcross, 1, 1},
                        new int[] {chromaDown, 1, 1},
                        new int[3])
                : of(width, height, false, new int[1], new int[] {1}, new int[] {1}, new int[1]);
    }

    int blocks() {
        Component last = components[components.length - 1];
        return last.firstBlock() + last.stride() * last.rows();
    }

    /// The greatest horizontal sampling factor.
    int mostAcross() {
        return Arrays.stream(components).mapToInt(Component::h).max().orElse(1);
    }

    /// The greatest vertical sampling factor.
    int mostDown() {
        return Arrays.stream(components).mapToInt(Component::v).max().orElse(1);
    }

    /// Samples of a component that are picture, across.
    int samplesAcross(Component component) {
        return ceilDiv(width * component.h(), mostAcross());
    }

    /// Samples of a component that are picture, down.
    int samplesDown(Component component) {
        return ceilDiv(height * component.v(), mostDown());
    }

    boolean isColour() {
        return components.length == 3;
    }

    /// Whether chroma has the full width that 4:2:0 would halve.
    boolean foldsAcross() {
        return components[0].h() == 1;
    }

    /// Whether chroma has the full height that 4:2:0 would halve.
    boolean foldsDown() {
        return components[0].v() == 1;
    }

    /// The same picture with chroma at half the size (4:2:0).
    Frame folded() {
        return ordinary(width, height, true);
    }

    /// Whether this is plain 4:4:4, 4:2:2 or 4:4:0: more chroma than 4:2:0, in a grid that halves.
    boolean canFold() {
        if (!isColour()) {
            return false;
        }
        for (int i = 1; i < 3; i++) {
            if (components[i].h() != 1 || components[i].v() != 1) {
                return false;
            }
        }
        int luma = components[0].h() * components[0].v();
        return luma == 1 || (luma == 2 && components[0].h() <= 2 && components[0].v() <= 2);
    }

    private static int ceilDiv(int a, int b) {
        return (a + b - 1) / b;
    }
}
