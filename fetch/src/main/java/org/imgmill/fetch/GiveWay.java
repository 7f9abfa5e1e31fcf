package org.imgmill.fetch;

import java.util.concurrent.locks.LockSupport;

/// Lets other virtual threads run while one moves many bytes. A virtual thread that never has to
/// wait, because its peer is as fast as we are, is never taken from its processor; behind some of
/// those, a question about health waited for seconds. Not for several threads.
public final class GiveWay {

    private static final int EVERY = 1 << 18;

    private int since;

    /// @param bytes that were moved; negative: none
    public void after(int bytes) {
        since += Math.max(0, bytes);
        if (since >= EVERY) {
            since = 0;
            // Thread.yield() lets only those run who wait at the same processor: they go on in
            // turns, and whoever comes from elsewhere, as each request does, is not looked at.
            LockSupport.parkNanos(1);
        }
    }
}
