package org.imgmill.transcode.apng;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// One frame of an animated PNG: where it is drawn, how, and for how long it is seen.
///
/// @param milliseconds more than 10 where it lasts longer than that: browsers show shorter ones for
///   a tenth of a second
/// @param over blended with what is there, else replaces it
/// @param data its compressed pixels, in parts of the file
public record Frame(
        int left,
        int top,
        int width,
        int height,
        int milliseconds,
        Disposal disposal,
        boolean over,
        List<MemorySegment> data) {

    /// What becomes of the frame's rectangle before the next one is drawn.
    public enum Disposal {
        NONE,
        BACKGROUND,
        PREVIOUS;

        /// Empty for a number that says nothing.
        static Optional<Disposal> of(int number) {
            return switch (number) {
                case 0 -> Optional.of(NONE);
                case 1 -> Optional.of(BACKGROUND);
                case 2 -> Optional.of(PREVIOUS);
                default -> Optional.empty();
            };
        }
    }
}
