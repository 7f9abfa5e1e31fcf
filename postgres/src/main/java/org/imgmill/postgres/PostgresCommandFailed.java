package org.imgmill.postgres;

import java.io.IOException;
import java.io.Serial;

/// A program of PostgreSQL ended badly; the message is what it said.
public final class PostgresCommandFailed extends IOException {

    @Serial private static final long serialVersionUID = 1;

    PostgresCommandFailed(String message) {
        super(message);
    }
}
