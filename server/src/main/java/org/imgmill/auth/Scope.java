package org.imgmill.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a key may be used for.
public enum Scope {
    /// looking at its own batches and their outputs
    READ,
    /// handing in and steering its own batches
    WRITE,
    /// reading what this server measures of itself, which names the hosts of every key
    METRICS,
    /// everything, of every key
    ADMIN;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
