package org.imgmill.transcode;

/// Whether children give up what decoding does not need before they see a picture.
public enum Confinement {
    /// As far as the system can; the log says what it cannot.
    AVAILABLE,

    /// All of it, or no child works.
    REQUIRED,

    /// Not at all: for a system that ends children which did nothing wrong.
    OFF
}
