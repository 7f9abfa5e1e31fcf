package org.imgmill.api.errors;

/// A batch's state does not allow what was asked of it.
public class WrongState extends RuntimeException {

    public WrongState(String detail) {
        super(detail);
    }
}
