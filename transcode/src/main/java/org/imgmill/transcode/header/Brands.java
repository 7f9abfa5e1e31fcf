package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Magic.Known;
import org.imgmill.transcode.header.Magic.Other;
import org.imgmill.transcode.header.Sniffed.Unsupported;

/// Tells AVIF from its many relatives by the brands in `ftyp`.
final class Brands {

    private Brands() {}

    static Magic of(Bytes bytes) {
        String major = bytes.latin1(8, 12);
        return switch (major) {
            case "avif" -> new Known(Kind.AVIF);
            case "avis" -> new Other(new Unsupported("animated AVIF"));
            case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs" ->
                    new Other(new Unsupported("HEIC (HEVC)"));
            case "mif1", "mif2", "msf1", "miaf", "MA1A", "MA1B" ->
                    isCompatible(bytes, "avif")
                            ? new Known(Kind.AVIF)
                            : new Other(new Unsupported("HEIF without AV1"));
            default -> new Other(new Unsupported("a video or another ISO media file"));
        };
    }

    private static boolean isCompatible(Bytes bytes, String brand) {
        int end = (int) Math.min(bytes.u32be(0), Math.min(bytes.length(), 1024));
        for (int at = 16; at + 4 <= end; at += 4) {
            if (bytes.is(at, brand)) {
                return true;
            }
        }
        return false;
    }
}
