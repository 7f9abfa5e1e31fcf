package org.imgmill.transcode.child;

import java.time.Duration;

/// Ends this process when a job takes far too long, even if nobody is left to kill it.
final class Alarm implements AutoCloseable {

    private static final int EXIT_STATUS = 75;

    private final Thread thread;

    Alarm(Duration after) {
        thread = Thread.ofPlatform().daemon().name("alarm").start(() -> ring(after));
    }

    private static void ring(Duration after) {
        try {
            Thread.sleep(after);
            Runtime.getRuntime().halt(EXIT_STATUS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
