package org.imgmill.transcode.header;

import org.imgmill.transcode.header.Sniffed.Broken;

/// Reads the header of any file.
public final class Headers {

    private Headers() {}

    /// @param body what was downloaded; only the first `length` bytes count
    public static Sniffed read(byte[] body, int length) {
        var bytes = new Bytes(body, length);
        Kind kind;
        switch (Magic.of(bytes)) {
            case Magic.Known(var known) -> kind = known;
            case Magic.Other(var sniffed) -> {
                return sniffed;
            }
        }
        try {
            return switch (kind) {
                case JPEG -> JpegHeader.read(bytes);
                case PNG -> PngHeader.read(bytes);
                case WEBP -> WebpHeader.read(bytes);
                case GIF -> GifHeader.read(bytes);
                case AVIF -> AvifHeader.read(bytes);
                case TIFF -> TiffHeader.read(bytes);
            };
        } catch (Bytes.EndOfBytes e) {
            return new Broken(kind, "the file ends within its header");
        }
    }
}
