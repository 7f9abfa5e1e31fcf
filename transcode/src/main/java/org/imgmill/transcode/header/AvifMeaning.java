package org.imgmill.transcode.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imgmill.transcode.colour.ColourSpace;

/// What the boxes of an AVIF say of its main picture's colours: `colr` among its properties, and
/// whether `iref` says that they were multiplied by their opacity.
final class AvifMeaning {

    /// A matrix that Chromium does not know; it then shows the colours as they are.
    private static final int CHROMATICITY_DERIVED = 12;

    private final Bytes bytes;
    private final List<Property> properties = new ArrayList<>();
    private final List<Integer> own = new ArrayList<>();
    private long main;
    private boolean premultiplied;

    private record Property(boolean isColour, long from) {}

    private AvifMeaning(Bytes bytes) {
        this.bytes = bytes;
    }

    /// `PLAIN` where the boxes make no sense: the decoder will say whether the file does.
    static Meaning of(Bytes bytes) {
        try {
            var meaning = new AvifMeaning(bytes);
            meaning.walk("file", 0, bytes.length());
            return Meaning.of(meaning.space().orElse(null), meaning.premultiplied, 0);
        } catch (Bytes.EndOfBytes e) {
            return Meaning.PLAIN;
        }
    }

    private void walk(String inside, long from, long end) {
        Boxes.walk(
                bytes,
                from,
                end,
                (type, start, stop) -> box(inside, bytes.latin1(type, type + 4), start, stop));
    }

    private void box(String inside, String type, long from, long end) {
        switch (inside + "/" + type) {
            case "file/meta", "meta/iref" -> walk(type, from + 4, end);
            case "meta/iprp", "iprp/ipco" -> walk(type, from, end);
            case "meta/pitm" -> main = id(bytes.u8(from), from + 4);
            case "iprp/ipma" -> associations(from);
            // The references of a first version have ids of two bytes, of a later one four.
            case "iref/prem" -> premultiplied |= bytes.u16be(from) == main || main(from);
            default -> {
                if (inside.equals("ipco")) {
                    properties.add(new Property(type.equals("colr"), from));
                }
            }
        }
    }

    private boolean main(long from) {
        return bytes.u32be(from) == main;
    }

    private long id(int version, long at) {
        return version == 0 ? bytes.u16be(at) : bytes.u32be(at);
    }

    private void associations(long from) {
        int version = bytes.u8(from);
        boolean wide = (bytes.u8(from + 3) & 1) != 0;
        long entries = bytes.u32be(from + 4);
        long at = from + 8;
        for (long i = 0; i < entries; i++) {
            long item = id(version, at);
            at += version == 0 ? 2 : 4;
            int count = bytes.u8(at++);
            for (int k = 0; k < count; k++) {
                int index = wide ? bytes.u16be(at) & 0x7FFF : bytes.u8(at) & 0x7F;
                at += wide ? 2 : 1;
                if (item == main) {
                    own.add(index - 1);
                }
            }
        }
    }

    /// Empty where an ICC profile says more, or nothing is said.
    private Optional<ColourSpace> space() {
        Optional<ColourSpace> space = Optional.empty();
        for (int index : own) {
            if (index < 0 || index >= properties.size() || !properties.get(index).isColour) {
                continue;
            }
            long from = properties.get(index).from;
            if (!bytes.is((int) from, "nclx")) {
                return Optional.empty();
            }
            space =
                    bytes.u16be(from + 8) == CHROMATICITY_DERIVED
                            ? Optional.empty()
                            : ColourSpace.ofVideo(bytes.u16be(from + 4), bytes.u16be(from + 6));
        }
        return space;
    }
}
