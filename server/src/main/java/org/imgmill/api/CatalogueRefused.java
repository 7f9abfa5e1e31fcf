package org.imgmill.api;

import org.imgmill.catalogue.Problems;

/// A catalogue was not taken; nothing of it is kept.
class CatalogueRefused extends RuntimeException {

    private final transient Problems problems;
    private final boolean tooLarge;

    CatalogueRefused(Problems problems, boolean tooLarge) {
        super(problems.total() + " problems");
        this.problems = problems;
        this.tooLarge = tooLarge;
    }

    Problems problems() {
        return problems;
    }

    /// Whether a limit was passed, rather than something being wrong.
    boolean tooLarge() {
        return tooLarge;
    }
}
