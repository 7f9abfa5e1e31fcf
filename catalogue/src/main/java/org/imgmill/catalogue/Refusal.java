package org.imgmill.catalogue;

import java.io.IOException;

/// Unwinds readers and callbacks of libraries when a catalogue cannot be read on; `Catalogue` turns
/// it into a `Refused`.
final class Refusal extends IOException {

    final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.message());
        this.problem = problem;
    }
}
