package org.imgmill.transcode.colour;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// What red, green and blue mean in a file: which colours, and how much light.
public record ColourSpace(Primaries primaries, Transfer transfer) {

    private static final ColourSpace SRGB = new ColourSpace(Primaries.BT709, Transfer.SRGB);

    private static final String CURVE = "CURVE";

    /// PNG's gAMA is a hundred thousand times the exponent that made the numbers.
    private static final double GAMMA_UNIT = 100_000;

    /// Browsers take a gamma for that of sRGB (1/2.2) when it is off by less than this.
    private static final double SIGNIFICANT = 0.05;

    /// Code points of ITU-T H.273 as PNG's cICP has them; empty when one of them says nothing.
    public static Optional<ColourSpace> ofCodePoints(int primaries, int transfer) {
        return of(primaries, Transfer.of(transfer));
    }

    /// The same as AVIF's nclx has them: there, browsers take the curve of television cameras for
    /// that of sRGB.
    public static Optional<ColourSpace> ofVideo(int primaries, int transfer) {
        return of(primaries, Transfer.ofVideo(transfer));
    }

    private static Optional<ColourSpace> of(int primaries, Optional<Transfer> transfer) {
        return Primaries.of(primaries).flatMap(p -> transfer.map(t -> new ColourSpace(p, t)));
    }

    /// gAMA alone; empty when it says nothing, or nearly what sRGB says anyway.
    public static Optional<ColourSpace> ofGamma(long gamma) {
        boolean plain = Math.abs(gamma / GAMMA_UNIT * 2.2 - 1) <= SIGNIFICANT;
        return plain ? Optional.empty() : ofGamma(gamma, Primaries.BT709);
    }

    /// gAMA and cHRM; empty when one of them says nothing.
    public static Optional<ColourSpace> ofGamma(long gamma, Primaries primaries) {
        return gamma > 0 && primaries.areUsable()
                ? Optional.of(new ColourSpace(primaries, Transfer.Curve.gamma(GAMMA_UNIT / gamma)))
                : Optional.empty();
    }

    public void writeTo(DataOutput out) throws IOException {
        for (double coordinate :
                new double[] {
                    primaries.redX(), primaries.redY(),
                    primaries.greenX(), primaries.greenY(),
                    primaries.blueX(), primaries.blueY(),
                    primaries.whiteX(), primaries.whiteY()
                }) {
            out.writeDouble(coordinate);
        }
        switch (transfer) {
            case Transfer.HighDynamicRange hdr -> out.writeUTF(hdr.name());
            case Transfer.Curve curve -> {
                out.writeUTF(CURVE);
                out.writeDouble(curve.power());
                out.writeDouble(curve.a());
                out.writeDouble(curve.b());
                out.writeDouble(curve.slope());
                out.writeDouble(curve.start());
                out.writeDouble(curve.scale());
            }
        }
    }

    public static ColourSpace read(DataInput in) throws IOException {
        var primaries =
                new Primaries(
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readDouble());
        String transfer = in.readUTF();
        return new ColourSpace(
                primaries,
                transfer.equals(CURVE)
                        ? new Transfer.Curve(
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble(),
                                in.readDouble())
                        : Transfer.HighDynamicRange.valueOf(transfer));
    }

    /// Whether there is nothing to convert.
    public boolean isSrgb() {
        return equals(SRGB);
    }

    /// An ICC profile that says the same.
    ///
    /// @param grey for pictures of one component
    public byte[] profile(boolean grey) {
        return switch (transfer) {
            case Transfer.Curve curve when grey -> IccProfile.grey(curve);
            case Transfer.Curve curve -> IccProfile.colours(primaries.toXyz(), curve);
            case Transfer.HighDynamicRange hdr ->
                    IccProfile.table(new ToneMap(primaries, hdr)::lab);
        };
    }
}
