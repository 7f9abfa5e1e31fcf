package org.imgmill.ops;

import java.io.IOException;
import java.io.Serial;

/// A program of the embedded PostgreSQL ended badly; the message is what it said.
final class PostgresCommandFailed extends IOException {

    @Serial private static final long serialVersionUID = 1;

    PostgresCommandFailed(String message) {
        super(message);
    }
}
