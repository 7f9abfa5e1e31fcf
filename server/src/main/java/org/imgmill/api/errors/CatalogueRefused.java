package org.imgmill.api.errors;

import org.imgmill.catalogue.Problems;

/// A catalogue was not taken; nothing of it is kept.
public class CatalogueRefused extends RuntimeException {

    private final transient Problems problems;
    private final boolean tooLarge;

    public CatalogueRefused(Problems problems, boolean tooLarge) {
        super(problems.total() + " problems");
        this.problems = problems;
        this.tooLarge = tooLarge;
    }

    public Problems problems() {
        return problems;
    }

    /// Whether a limit was passed, rather than something being wrong.
    public boolean tooLarge() {
        return tooLarge;
    }
}
