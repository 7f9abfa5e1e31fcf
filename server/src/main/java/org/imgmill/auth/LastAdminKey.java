package org.imgmill.auth;

/// What was asked for would leave keys behind that nobody can administer.
public final class LastAdminKey extends RuntimeException {

    LastAdminKey(String message) {
        super(message);
    }
}
