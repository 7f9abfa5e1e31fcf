package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Sniffed.Broken;
import org.imgmill.transcode.header.Sniffed.Picture;
import org.imgmill.transcode.header.Sniffed.Unsupported;

/// Width and height out of the first directory, TIFF and BigTIFF, either byte order.
final class TiffHeader {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int PALETTE = 3;
    private static final int CIE_LAB = 8;
    private static final int ICC_LAB = 9;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int SIGNED = 2;
    private static final int FLOATING = 3;
    private static final int MULTIPLIED_OPACITY = 1;
    private static final int OPACITY = 2;
    private static final int SHORT = 3;

    private final Bytes bytes;
    private final boolean little;
    private final boolean big;

    private TiffHeader(Bytes bytes) {
        this.bytes = bytes;
        this.little = bytes.u8(0) == 'I';
        this.big = u16(2) == 43;
    }

    static Sniffed read(Bytes bytes) {
        return new TiffHeader(bytes).read();
    }

    private Sniffed read() {
        long directory = big ? u64(8) : u32(4);
        long entries = big ? u64(directory) : u16(directory);
        long at = directory + (big ? 8 : 2);
        long width = 0;
        long height = 0;
        int samples = 1;
        long extra = -1;
        long bits = -1;
        long format = -1;
        long photometric = -1;
        for (long i = 0; i < Math.min(entries, 4096); i++) {
            int tag = u16(at);
            if (tag == WIDTH) {
                width = value(at);
            } else if (tag == HEIGHT) {
                height = value(at);
            } else if (tag == SAMPLES_PER_PIXEL) {
                samples = (int) value(at);
            } else if (tag == EXTRA_SAMPLES) {
                extra = at;
            } else if (tag == BITS_PER_SAMPLE) {
                bits = at;
            } else if (tag == SAMPLE_FORMAT) {
                format = at;
            } else if (tag == PHOTOMETRIC) {
                photometric = at + (big ? 12 : 8);
            }
            at += big ? 20 : 12;
        }
        if (width <= 0 || height <= 0) {
            return new Broken(Kind.TIFF, "its first directory names no size");
        }
        int depth = bits < 0 ? 1 : shorts(bits, samples);
        int numbers = format < 0 ? 0 : shorts(format, samples);
        if (!areShades(depth, numbers, samples)) {
            return new Unsupported(
                    "TIFF of "
                            + depth
                            + "-bit"
                            + (numbers == SIGNED
                                    ? " signed"
                                    : numbers == FLOATING ? " floating" : "")
                            + " components");
        }
        return Picture.still(
                Kind.TIFF,
                Bytes.dimension(width),
                Bytes.dimension(height),
                extra < 0 ? meaning(samples, depth, photometric) : opacity(samples, extra));
    }

    /// Whether the numbers of a component run from black to white. Measurements (heights, signed
    /// differences, light from 0 to 1) do not say what is white; only colours of 32 floating bits
    /// are known to be light. Depths such as 12 bits, no whole bytes, are not read either.
    private static boolean areShades(int depth, int numbers, int samples) {
        return switch (numbers) {
            case SIGNED -> false;
            case FLOATING -> depth == 32 && samples >= 3;
            default -> depth <= 16 && Integer.bitCount(depth) == 1;
        };
    }

    private Meaning meaning(int samples, int depth, long photometric) {
        int colours = photometric < 0 ? 0 : u16(photometric);
        boolean bilevel = depth == 1 && samples == 1 && colours != PALETTE;
        boolean lab = depth == 8 && samples == 3 && (colours == CIE_LAB || colours == ICC_LAB);
        return new Meaning(null, false, 0, bilevel, lab ? (int) photometric : 0);
    }

    /// Only a component called opacity is one: others behind the colours (often a saved selection)
    /// are passed over.
    private Meaning opacity(int samples, long extra) {
        int count = (int) Math.min(big ? u64(extra + 4) : u32(extra + 4), samples);
        int first = shorts(extra, count);
        boolean opacity = first == MULTIPLIED_OPACITY || first == OPACITY;
        int bands = samples - count + (opacity ? 1 : 0);
        return Meaning.of(null, false, bands < samples ? bands : 0);
    }

    /// The first of several numbers of two bytes each, which stand in the entry itself as long as
    /// they fit.
    private int shorts(long entry, int count) {
        long inside = entry + (big ? 12 : 8);
        boolean fits = count <= (big ? 4 : 2);
        return u16(fits ? inside : big ? u64(inside) : u32(inside));
    }

    private long value(long entry) {
        long at = entry + (big ? 12 : 8);
        return u16(entry + 2) == SHORT ? u16(at) : u32(at);
    }

    private int u16(long at) {
        return little ? bytes.u16le(at) : bytes.u16be(at);
    }

    private long u32(long at) {
        return little ? bytes.u32le(at) : bytes.u32be(at);
    }

    private long u64(long at) {
        long value = little ? u32(at) | u32(at + 4) << 32 : bytes.u64be(at);
        return value < 0 ? Long.MAX_VALUE / 2 : value;
    }
}
