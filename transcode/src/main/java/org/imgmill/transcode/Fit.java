package org.imgmill.transcode;

/// How a picture is fitted into a box of `width` and `height`. None of them enlarges anything.
public enum Fit {
    /// As large as the box allows, its shape kept.
    INSIDE,
    /// Cut to the shape of the box; of a picture smaller than the box less is left, in its shape.
    COVER,
    /// Given bars to the shape of the box; a picture smaller than the box is in a smaller one.
    CONTAIN,
    /// Given bars to exactly the size of the box, however small the picture is.
    PAD
}
