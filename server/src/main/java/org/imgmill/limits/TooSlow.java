package org.imgmill.limits;

import java.io.Serial;
import java.net.SocketTimeoutException;

/// The body of a request did not arrive in time. Tomcat answers a timeout with 408 by itself.
final class TooSlow extends SocketTimeoutException {

    @Serial private static final long serialVersionUID = 1;

    TooSlow() {
        super("the body did not arrive in time");
    }
}
