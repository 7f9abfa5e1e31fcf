package org.imgmill.fetch;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Lets other virtual threads run while one moves many bytes. A virtual thread that never waits,
/// because its peer is as fast as we are, never leaves its processor; behind some such threads a
/// health check waited for seconds. Not thread-safe.
public final class GiveWay {

    private static final int EVERY = 1 << 18;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /// Per thread that moves bytes at the same time: together they may move 256 MB a second for
    /// each processor, which takes a part of the processor's time.
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

    /// Not Thread.yield(), and no shorter pause: the scheduler works a queue off to its end, and a
    /// queue to which so many return at once has no end. Requests wait in another queue.
    private static void pause() {
        int together = pausing.incrementAndGet();
        try {
            LockSupport.parkNanos(together > PROCESSORS ? together * PAUSE : 1);
        } finally {
            pausing.decrementAndGet();
        }
    }
}
