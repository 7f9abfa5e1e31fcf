package org.imgmill.transcode;

/// Which borders are cut away.
public enum Trim {
    NONE,
    /// White or nearly so, or see-through.
    WHITE,
    /// Nearly of the colour that the top left corner has.
    CORNER
}
