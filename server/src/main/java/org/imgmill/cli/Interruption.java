package org.imgmill.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// Ctrl-C during a run: says what is kept and how to go on, while the server of the run stops.
final class Interruption {

    private final String kept;
    private final String command;
    private final Thread hook = new Thread(this::stopped, "say-how-to-go-on");
    private volatile boolean stopping;
    private volatile long done;
    private volatile long total;

    /// @param kept where what is done is
    /// @param command as it was typed
    Interruption(String kept, String command) {
        this.kept = kept;
        this.command = command;
    }

    /// What is done, and may be interrupted.
    @FunctionalInterface
    interface Work {
        int run() throws IOException, InterruptedException;
    }

    boolean stopping() {
        return stopping;
    }

    void reached(long done, long total) {
        this.done = done;
        this.total = total;
    }

    /// Once this process stops, work fails because its server does: that is nobody's fault, and the
    /// thread waits for the end of the process.
    int unlessStopped(Work work) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            var status = work.run();
            end();
            return status;
        } catch (IOException | RuntimeException e) {
            if (stopping) {
                new CountDownLatch(1).await();
            }
            end();
            throw e;
        }
    }

    private void end() throws InterruptedException {
        if (stopping) {
            new CountDownLatch(1).await();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stoppingNow) {
            new CountDownLatch(1).await();
        }
    }

    private void stopped() {
        stopping = true;
        System.err.printf(
                "%nimgmill: stopped. %s; go on with the same command: %s%n", soFar(), command);
    }

    private String soFar() {
        return total == 0
                ? "Nothing was begun yet"
                : "%,d of %,d images are done, and %s".formatted(done, total, kept);
    }
}
