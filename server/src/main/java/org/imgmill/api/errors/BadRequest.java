package org.imgmill.api.errors;

/// What a client asked for cannot be had, and why.
public class BadRequest extends RuntimeException {

    private final ProblemType type;

    public BadRequest(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    ProblemType type() {
        return type;
    }
}
