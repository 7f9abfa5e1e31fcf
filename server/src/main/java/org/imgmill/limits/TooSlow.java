package org.imgmill.limits;

import java.io.IOException;
import org.springframework.core.NestedExceptionUtils;

/// The body of a request did not arrive in time.
public final class TooSlow extends IOException {

    TooSlow() {
        super("the body did not arrive in time");
    }

    /// Whether that is why the body could not be read.
    public static boolean isCauseOf(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof TooSlow;
    }
}
