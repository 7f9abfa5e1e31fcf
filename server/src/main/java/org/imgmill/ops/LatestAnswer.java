package org.imgmill.ops;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The latest answer to a question that may be slow or hang: it is asked once at a time and not
/// again while its answer is fresh, and nobody waits long for it.
final class LatestAnswer<T> {

    private final Supplier<T> question;
    private final Duration fresh;
    private final Duration patience;
    private final T tooLate;
    private @Nullable Asked latest;

    /// @param question throws only where there is a bug
    /// @param fresh for how long after it was asked an answer is given again
    /// @param tooLate the answer where there is none in time
    LatestAnswer(Supplier<T> question, Duration fresh, Duration patience, T tooLate) {
        this.question = question;
        this.fresh = fresh;
        this.patience = patience;
        this.tooLate = tooLate;
    }

    private final class Asked {

        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private final long at = System.nanoTime();

        /// On a platform thread: a file system that hangs would block a carrier of virtual threads.
        Asked() {
            Thread.ofPlatform()
                    .daemon()
                    .name("look")
                    .start(() -> answer.completeAsync(question, Runnable::run));
        }

        private boolean isOver() {
            return answer.isDone() && System.nanoTime() - at > fresh.toNanos();
        }

        private long patienceLeft() {
            return patience.toNanos() - (System.nanoTime() - at);
        }
    }

    private synchronized Asked ask() {
        if (latest == null || latest.isOver()) {
            latest = new Asked();
        }
        return latest;
    }

    T get() {
        var asked = ask();
        try {
            return asked.answer.get(Math.max(0, asked.patienceLeft()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return tooLate;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tooLate;
        } catch (ExecutionException e) {
            throw new IllegalStateException("looking failed", e.getCause());
        }
    }
}
