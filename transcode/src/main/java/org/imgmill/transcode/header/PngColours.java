package org.imgmill.transcode.header;

import java.util.Optional;
import org.imgmill.transcode.colour.ColourSpace;
import org.imgmill.transcode.colour.Primaries;

/// What the chunks before a PNG's pixels say of its colours: cICP before iCCP before sRGB before
/// gAMA and cHRM (PNG third edition, 4.3), each read as browsers read it.
final class PngColours {

    private static final int FULL_RANGE = 1;
    private static final double UNIT = 100_000;

    private final Bytes bytes;
    private long cicp;
    private long profile;
    private long srgb;
    private long gamma;
    private long primaries;

    PngColours(Bytes bytes) {
        this.bytes = bytes;
    }

    /// @param type where the type of a chunk stands; of several of a type, the first counts
    void chunk(int type, long length) {
        if (bytes.is(type, "cICP") && length == 4) {
            cicp = cicp == 0 ? type + 4 : cicp;
        } else if (bytes.is(type, "iCCP")) {
            profile = type;
        } else if (bytes.is(type, "sRGB")) {
            srgb = type;
        } else if (bytes.is(type, "gAMA") && length == 4) {
            gamma = gamma == 0 ? type + 4 : gamma;
        } else if (bytes.is(type, "cHRM") && length == 32) {
            primaries = primaries == 0 ? type + 4 : primaries;
        }
    }

    Meaning meaning() {
        return Meaning.of(ofCicp().or(this::ofGamma).orElse(null));
    }

    /// Anything but full-range RGB is passed over.
    private Optional<ColourSpace> ofCicp() {
        if (cicp == 0 || bytes.u8(cicp + 2) != 0 || bytes.u8(cicp + 3) != FULL_RANGE) {
            return Optional.empty();
        }
        return ColourSpace.ofCodePoints(bytes.u8(cicp), bytes.u8(cicp + 1));
    }

    private Optional<ColourSpace> ofGamma() {
        if (gamma == 0 || profile != 0 || srgb != 0) {
            return Optional.empty();
        }
        long exponent = bytes.u32be(gamma);
        return primaries == 0
                ? ColourSpace.ofGamma(exponent)
                : ColourSpace.ofGamma(
                        exponent,
                        new Primaries(
                                chromaticity(2),
                                chromaticity(3),
                                chromaticity(4),
                                chromaticity(5),
                                chromaticity(6),
                                chromaticity(7),
                                chromaticity(0),
                                chromaticity(1)));
    }

    private double chromaticity(int number) {
        return bytes.u32be(primaries + 4L * number) / UNIT;
    }
}
