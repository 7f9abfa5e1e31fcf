package org.imgmill.fetch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Lets other virtual threads run while one moves many bytes. A virtual thread that never has to
/// wait, because its peer is as fast as we are, is never taken from its processor; behind some of
/// those, a question about health waited for seconds. Not for several threads.
public final class GiveWay {

    private static final int EVERY = 1 << 18;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /// For each of those that move bytes at the same time: together they may move 256 MB a second
    /// for each processor, of which that takes a part.
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1) / PROCESSORS;

    private static final AtomicInteger pausing = new AtomicInteger();

    private int since;

    /// @param bytes that were moved; negative: none
    public void after(int bytes) {
        since += Math.max(0, bytes);
        if (since >= EVERY) {
            since = 0;
            pause();
        }
    }

    /// Not Thread.yield(), and no shorter: who works off a queue of the scheduler goes on to its
    /// end, and one to which so many come back at once has none. Requests stand in another.
    private static void pause() {
        int together = pausing.incrementAndGet();
        try {
            LockSupport.parkNanos(together > PROCESSORS ? together * PAUSE : 1);
        } finally {
            pausing.decrementAndGet();
        }
    }
}
