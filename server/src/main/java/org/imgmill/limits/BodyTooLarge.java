package org.imgmill.limits;

import java.io.IOException;
import java.io.Serial;

/// The body of a request is larger than may be read into memory, which its length did not say.
final class BodyTooLarge extends IOException {

    @Serial private static final long serialVersionUID = 1;

    BodyTooLarge() {
        super("the body is larger than may be read into memory");
    }
}
