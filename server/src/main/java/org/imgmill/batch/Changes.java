package org.imgmill.batch;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a run of a catalogue differs from the run before it, in images.
///
/// @param since the run before; null: this is the first
public record Changes(
        @Nullable UUID since,
        int added,
        int changed,
        int unchanged,
        int gone,
        int failedNow,
        int mended) {

    /// Whether nothing is worth telling.
    public boolean none() {
        return added + changed + gone + failedNow + mended == 0;
    }

    /// What became of one image since the run before.
    public enum Kind {
        /// It was not in the run before, and has an output.
        NEW,
        /// Its output is another.
        CHANGED,
        /// Its output is the same; or it had none and has none.
        UNCHANGED,
        /// It is not in this run.
        GONE,
        /// It has no output, and had one or is new.
        FAILED_NOW,
        /// It has an output, and had none.
        MENDED
    }

    /// @param row where it stands in this run, or stood in the one before
    /// @param before the key of its first output in the run before; null: there was none
    /// @param now the same in this one
    public record Change(
            Kind kind, int row, String url, @Nullable String before, @Nullable String now) {}
}
