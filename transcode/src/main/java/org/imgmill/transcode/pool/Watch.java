package org.imgmill.transcode.pool;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/// Looks after children at work: none may take longer or hold more memory than it may.
final class Watch implements AutoCloseable {

    /// How long a child may take to start, on a machine under heavy load.
    static final Duration START = Duration.ofSeconds(20);

    private static final long LOOK_MS = 100;
    private static final ThreadFactory THREAD =
            Thread.ofPlatform().daemon().name("child-watch").factory();

    private final long maxBytes;
    private final ScheduledThreadPoolExecutor clock;

    Watch(long maxBytes) {
        this.maxBytes = maxBytes;
        this.clock = new ScheduledThreadPoolExecutor(1, THREAD);
        clock.setRemoveOnCancelPolicy(true);
    }

    /// Watches until it is closed.
    Guard over(ChildProcess child, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            return new Guard(
                    clock.scheduleWithFixedDelay(
                            () -> look(child, end, deadline),
                            LOOK_MS,
                            LOOK_MS,
                            TimeUnit.MILLISECONDS));
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the children have been closed", e);
        }
    }

    record Guard(ScheduledFuture<?> looks) implements AutoCloseable {
        @Override
        public void close() {
            looks.cancel(false);
        }
    }

    void every(Duration period, Runnable action) {
        var unused =
                clock.scheduleWithFixedDelay(
                        action, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(ChildProcess child, long end, Duration deadline) {
        if (System.nanoTime() - end >= 0) {
            child.killOverdue(deadline);
            return;
        }
        long bytes = ResidentMemory.of(child.pid());
        if (bytes > maxBytes) {
            child.killTooLarge(bytes);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
