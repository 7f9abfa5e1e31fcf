package org.imgmill.api.errors;

/// There is nothing with the id that was asked for.
public class NoSuch extends RuntimeException {

    public NoSuch(String what, String id) {
        super("There is no %s with the id %s.".formatted(what, id));
    }
}
