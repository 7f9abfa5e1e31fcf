package org.imgmill.api;

/// A batch's state does not allow what was asked of it.
class WrongState extends RuntimeException {

    WrongState(String detail) {
        super(detail);
    }
}
