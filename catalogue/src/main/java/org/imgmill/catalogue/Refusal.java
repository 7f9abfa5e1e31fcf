package org.imgmill.catalogue;

import java.io.IOException;
import java.util.List;

/// Unwinds readers and callbacks of libraries when a catalogue cannot be read on; `Catalogue` turns
/// it into a `Refused`, and so can users of an `Archive`.
public final class Refusal extends IOException {

    final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }

    /// As the end of a reading.
    public Reading.Refused reading() {
        return new Reading.Refused(new Problems(List.of(problem), 1, List.of()), null);
    }
}
