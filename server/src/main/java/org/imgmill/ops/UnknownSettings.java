package org.imgmill.ops;

import java.io.Serial;
import java.util.List;

/// Settings were given that imgmill does not have.
final class UnknownSettings extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    UnknownSettings(List<String> refusals) {
        super(String.join("\n", refusals));
    }
}
