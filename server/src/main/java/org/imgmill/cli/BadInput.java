package org.imgmill.cli;

import java.io.Serial;

/// The command line, or a file it names, is wrong; the message says how.
final class BadInput extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    BadInput(String message) {
        super(message);
    }
}
