package org.imgmill.api;

/// What a client asked for cannot be had, and why.
class BadRequest extends RuntimeException {

    private final String code;

    /// @param code a short name that programs can go by
    BadRequest(String code, String detail) {
        super(detail);
        this.code = code;
    }

    String code() {
        return code;
    }
}
