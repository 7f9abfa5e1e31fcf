package org.imgmill.api;

/// What a client asked for cannot be had, and why.
class BadRequest extends RuntimeException {

    private final ProblemType type;

    BadRequest(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    ProblemType type() {
        return type;
    }
}
