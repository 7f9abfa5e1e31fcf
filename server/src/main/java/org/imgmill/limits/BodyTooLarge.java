package org.imgmill.limits;

import java.io.IOException;
import org.springframework.core.NestedExceptionUtils;

/// The body of a request is larger than may be read into memory.
public final class BodyTooLarge extends IOException {

    BodyTooLarge() {
        super("the body is larger than may be read into memory");
    }

    /// Whether that is why the body could not be read.
    public static boolean isCauseOf(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof BodyTooLarge;
    }
}
