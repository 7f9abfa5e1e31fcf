package org.imgmill.transcode.header;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.imgmill.transcode.colour.ColourSpace;
import org.jspecify.annotations.Nullable;

/// How the numbers of a picture are to be read, as far as decoders leave that to us.
///
/// @param space what the file says its colours mean, before any ICC profile in it; null: what the
///   profile says, or else sRGB
/// @param premultiplied whether colours were multiplied by their opacity
/// @param bands how many of the decoded components are colours or opacity; 0: all of them
/// @param bilevel black and white, nothing between
/// @param lab where a TIFF says that its three components are CIELab of eight bits, which libvips
///   does not read; 0: nowhere
public record Meaning(
        @Nullable ColourSpace space, boolean premultiplied, int bands, boolean bilevel, int lab) {

    /// Nothing beyond what decoders do by themselves.
    public static final Meaning PLAIN = of(null, false, 0);

    static Meaning of(@Nullable ColourSpace space, boolean premultiplied, int bands) {
        return new Meaning(space, premultiplied, bands, false, 0);
    }

    static Meaning of(@Nullable ColourSpace space) {
        return space == null ? PLAIN : of(space, false, 0);
    }

    public void writeTo(DataOutput out) throws IOException {
        out.writeBoolean(space != null);
        if (space != null) {
            space.writeTo(out);
        }
        out.writeBoolean(premultiplied);
        out.writeByte(bands);
        out.writeBoolean(bilevel);
        out.writeInt(lab);
    }

    public static Meaning read(DataInput in) throws IOException {
        ColourSpace space = in.readBoolean() ? ColourSpace.read(in) : null;
        return new Meaning(
                space, in.readBoolean(), in.readUnsignedByte(), in.readBoolean(), in.readInt());
    }
}
