package org.imgmill.catalogue;

import org.jspecify.annotations.Nullable;

/// One thing wrong with a catalogue and where: the line counts from 1 (0: the whole file), the
/// column is the header as it was found (null: the whole line).
public record Problem(long line, @Nullable String column, ProblemCode code, String message) {

    static Problem ofFile(ProblemCode code, String message) {
        return new Problem(0, null, code, message);
    }

    static Problem ofLine(long line, ProblemCode code, String message) {
        return new Problem(line, null, code, message);
    }
}
