package org.imgmill.auth;

/// How giving a key went.
sealed interface Tried {

    record Right(Caller caller) implements Tried {}

    record Wrong() implements Tried {}

    /// @param seconds until the next try is looked at
    record TooMany(long seconds) implements Tried {}
}
