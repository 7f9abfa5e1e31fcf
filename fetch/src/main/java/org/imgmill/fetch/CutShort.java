package org.imgmill.fetch;

/// Carries how a request ended from the step that failed to the step that reports it.
final class CutShort extends Exception {

    private final transient Unreached ending;

    CutShort(Unreached ending) {
        super(ending.toString(), null, false, false);
        this.ending = ending;
    }

    Unreached ending() {
        return ending;
    }
}
