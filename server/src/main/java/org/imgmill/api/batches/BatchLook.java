package org.imgmill.api.batches;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.imgmill.api.errors.Trouble;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at one batch, four times a second, for all who watch it on this node.
final class BatchLook {

    private static final Logger log = LoggerFactory.getLogger(BatchLook.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    /// What a look found.
    ///
    /// @param change the time of the change that it tells of
    record Seen(String change, boolean ended, String json) {}

    private final String name;
    private final Supplier<Seen> question;
    private final Thread thread;
    private @Nullable Seen latest;
    private boolean over;
    private int watchers = 1;

    /// Begins to look, for one watcher.
    ///
    /// @param name of the batch, for the log
    /// @param question is asked again and again
    BatchLook(String name, Supplier<Seen> question) {
        this.name = name;
        this.question = question;
        this.thread = Thread.ofVirtual().name("look-" + name).start(this::run);
    }

    private void run() {
        try {
            while (found(question.get())) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
        } catch (Refused e) {
            log.debug("batch {} was deleted while it was watched", name);
        } catch (InterruptedException e) {
            log.debug("nobody watches batch {} any more", name);
        } catch (RuntimeException e) {
            // Answers have begun, so the trouble is only logged; the clients come back by
            // themselves.
            Trouble.over("The watch of batch " + name, e);
        } finally {
            end();
        }
    }

    private synchronized boolean found(Seen seen) {
        if (latest == null || !latest.change().equals(seen.change()) || seen.ended()) {
            latest = seen;
            notifyAll();
        }
        return !seen.ended() && watchers > 0;
    }

    private synchronized void end() {
        over = true;
        notifyAll();
    }

    /// @return false if it has ended, and another has to begin
    synchronized boolean isJoined() {
        if (over || watchers == 0) {
            return false;
        }
        watchers++;
        return true;
    }

    /// @return whether somebody watches still
    synchronized boolean isWatchedWithoutMe() {
        if (--watchers == 0) {
            thread.interrupt();
        }
        return watchers > 0;
    }

    /// What was found last; waits a while for more than the caller has seen.
    ///
    /// @return null where nothing was found yet
    synchronized @Nullable Seen after(@Nullable Seen seen) throws InterruptedException {
        long end = System.nanoTime() + LOOK.toNanos();
        long left = LOOK.toNanos();
        while (left > 0 && !over && Objects.equals(latest, seen)) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return latest;
    }

    /// Nothing more is found.
    synchronized boolean isOver() {
        return over;
    }
}
