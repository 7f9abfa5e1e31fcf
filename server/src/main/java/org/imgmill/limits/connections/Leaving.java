package org.imgmill.limits.connections;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/// How fast an answer leaves: only the time spent waiting for its reader counts.
///
/// Tomcat's timeout is for one write: a client that takes a byte now and then would keep its
/// answer, and what that holds, for ever.
final class Leaving {

    private static final long GRACE = TimeUnit.SECONDS.toNanos(10);

    private final long bytesPerSecond;
    private long left;
    private long waited;
    private long waitingSince;
    private boolean waiting;

    Leaving(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    /// Another request is read from the same connection.
    void begin() {
        left = 0;
        waited = 0;
        waiting = false;
    }

    /// @param written bytes that were taken from us
    /// @param more whether further bytes could not be written
    void written(int written, boolean more) throws SocketTimeoutException {
        long now = System.nanoTime();
        left += Math.max(0, written);
        if (waiting) {
            waited += now - waitingSince;
        }
        waiting = more;
        waitingSince = now;
        if (more && waited > GRACE && left < due()) {
            throw new SocketTimeoutException("the answer was read too slowly");
        }
    }

    private double due() {
        return (double) bytesPerSecond * (waited - GRACE) / TimeUnit.SECONDS.toNanos(1);
    }
}
