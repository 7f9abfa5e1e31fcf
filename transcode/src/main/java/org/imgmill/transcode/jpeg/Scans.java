package org.imgmill.transcode.jpeg;

/// How the file is laid out.
public enum Scans {
    /// a scan for each band of frequencies (progressive) where that is smaller
    AUTO,
    /// one scan, as the oldest readers want it
    BASELINE
}
