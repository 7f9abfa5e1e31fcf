package org.imgmill.batch;

import java.util.Arrays;

/// Where a batch came in: through which API, and at which of its two addresses.
///
/// @param atRoot an older API is served at the root as well as under `/compat/<word>`; links stay
///   where they were asked for
public record Face(Dialect dialect, boolean atRoot) {

    public static final Face NATIVE = new Face(Dialect.NATIVE, true);

    private static final String COMPAT = "compat/";

    /// A batch's status in the words of this face.
    public String status(BatchStatus status) {
        return dialect.status(status, atRoot);
    }

    /// As the database keeps it.
    public String word() {
        return atRoot ? dialect.word() : COMPAT + dialect.word();
    }

    /// What the paths of this face start with; empty at the root.
    public String prefix() {
        return atRoot ? "" : "/" + word();
    }

    /// @throws IllegalArgumentException if there is no such face
    public static Face of(String word) {
        boolean atRoot = !word.startsWith(COMPAT);
        var name = atRoot ? word : word.substring(COMPAT.length());
        return Arrays.stream(Dialect.values())
                .filter(dialect -> dialect.word().equals(name))
                .findFirst()
                .map(dialect -> new Face(dialect, atRoot))
                .orElseThrow(() -> new IllegalArgumentException("there is no face " + word));
    }
}
