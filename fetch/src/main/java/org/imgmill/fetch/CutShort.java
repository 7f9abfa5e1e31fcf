package org.imgmill.fetch;

/// Carries an ending from the step of a request that failed to the one that reports it.
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
