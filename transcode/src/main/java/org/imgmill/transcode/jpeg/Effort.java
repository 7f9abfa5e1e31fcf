package org.imgmill.transcode.jpeg;

/// How much work a recompression puts into fewer bytes. The look stays that of the quality.
public enum Effort {
    /// every value to its nearest step, one scan
    FAST,
    /// values that cost more than they show are left out; several scans where that is smaller
    DEFAULT,
    /// steps chosen for the picture, and the best of all choices in every block
    MAX
}
