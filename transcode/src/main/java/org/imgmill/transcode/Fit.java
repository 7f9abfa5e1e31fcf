package org.imgmill.transcode;

/// How a picture is fitted into a box of `width` and `height`. None of them enlarges anything.
public enum Fit {
    /// As large as the box allows, its shape kept.
    INSIDE,
    /// Cut to the shape of the box; a picture smaller than the box is cut to the same shape.
    COVER,
    /// Given bars to the shape of the box; a picture smaller than the box gets a smaller box.
    CONTAIN,
    /// Given bars to exactly the size of the box, however small the picture is.
    PAD
}
