package org.imgmill.transcode.header;

/// The formats imgmill reads.
public enum Kind {
    JPEG,
    PNG,
    WEBP,
    GIF,
    AVIF,
    TIFF
}
