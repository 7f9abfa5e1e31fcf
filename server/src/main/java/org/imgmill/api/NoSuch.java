package org.imgmill.api;

/// There is nothing with the id that was asked for.
class NoSuch extends RuntimeException {

    NoSuch(String what, String id) {
        super("There is no %s with the id %s.".formatted(what, id));
    }
}
