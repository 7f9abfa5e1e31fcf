package org.imgmill.processing;

import org.jspecify.annotations.Nullable;

/// What a lane remembers from one turn to the next.
///
/// @param cursor number of the last image it read; -1: none
/// @param suspect the node died during its last turn: go slowly, and note each image before it is
///   touched
/// @param trying the image that a suspect lane was touching, alone on its node
/// @param deaths how often the node died over that image
record LaneCursor(int cursor, boolean suspect, @Nullable Integer trying, int deaths) {

    static final LaneCursor START = at(-1);

    private static final int DEATHS_TO_GIVE_UP = 3;

    static LaneCursor at(int cursor) {
        return new LaneCursor(cursor, false, null, 0);
    }

    /// The same lane, when it has read an image.
    LaneCursor past(int image) {
        return image > cursor ? new LaneCursor(image, suspect, trying, deaths) : this;
    }

    /// Whether the node died so often over an image that it is not touched again.
    boolean givesUp(int image) {
        return trying != null && trying == image && deaths >= DEATHS_TO_GIVE_UP;
    }

    /// The same lane, about to touch an image; whoever takes it over begins with that image.
    LaneCursor touching(int image) {
        return new LaneCursor(
                Math.min(cursor, image - 1),
                true,
                image,
                trying != null && trying == image ? deaths : 0);
    }
}
