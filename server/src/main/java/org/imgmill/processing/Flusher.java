package org.imgmill.processing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.imgmill.attempt.Backoff;
import org.imgmill.batch.DatabaseAway;
import org.imgmill.batch.Endings;
import org.imgmill.batch.Failpoint;
import org.imgmill.batch.LogFields;
import org.imgmill.batch.Outcome;
import org.imgmill.storage.Storage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/// The node's one writer of endings: many lanes' endings in one transaction.
///
/// It writes when 64 wait, when the oldest has waited long enough, or at once when a lane waits for
/// its end. While the database cannot be reached nothing is dropped: the lanes wait, and it tries
/// again.
@Component
class Flusher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Flusher.class);
    private static final int ENOUGH = 64;
    private static final int MOST = 1024;
    private static final Backoff RETRY =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    private record Waiting(Outcome ending, Runnable written) {}

    private final Endings endings;
    private final Storage storage;
    private final Duration flushAfter;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean hurry;
    private boolean stopping;
    private @Nullable Thread thread;

    Flusher(Endings endings, Storage storage, ProcessingSettings settings) {
        this.endings = endings;
        this.storage = storage;
        this.flushAfter = settings.flushAfter();
    }

    /// @param written runs once the ending is in the database
    void add(Outcome ending, Runnable written) {
        lock.lock();
        try {
            waiting.add(new Waiting(ending, written));
            if (waiting.size() == 1 || waiting.size() == ENOUGH) {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Somebody waits for what was added so far.
    void hurry() {
        lock.lock();
        try {
            if (!waiting.isEmpty()) {
                hurry = true;
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (var next = next(); !next.isEmpty(); next = next()) {
                write(next.stream().map(Waiting::ending).toList());
                next.forEach(one -> one.written.run());
            }
        } catch (InterruptedException e) {
            log.info("Endings that were not written are made again by whoever gets their lanes.");
        }
    }

    /// Waits until there is reason to write.
    ///
    /// @return empty when all is written and the node stops
    private List<Waiting> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !stopping) {
                changed.await();
            }
            long left = flushAfter.toNanos();
            while (left > 0 && !hurry && !stopping && waiting.size() < ENOUGH) {
                left = changed.awaitNanos(left);
            }
            var taken = new ArrayList<Waiting>(Math.min(waiting.size(), MOST));
            while (!waiting.isEmpty() && taken.size() < MOST) {
                taken.add(waiting.poll());
            }
            hurry = hurry && !waiting.isEmpty();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// One bad row blocks nobody: its image stays pending, and its lane is run again by the sweep.
    private void write(List<Outcome> all) throws InterruptedException {
        try {
            persist(all);
        } catch (NonTransientDataAccessException e) {
            log.error(
                    "{} endings were refused by the database; each is now written alone.",
                    all.size(),
                    e);
            for (var one : all) {
                writeAlone(one);
            }
        }
    }

    private void writeAlone(Outcome ending) throws InterruptedException {
        try {
            persist(List.of(ending));
        } catch (NonTransientDataAccessException e) {
            try (var _ = LogFields.batch(ending.batch());
                    var _ = LogFields.image(ending.image())) {
                log.error(
                        "The ending {} cannot be written; its image is tried again later.",
                        ending,
                        e);
            }
        }
    }

    /// Tries again for as long as the database or the storage is away.
    ///
    /// @throws NonTransientDataAccessException where the database refuses one of them
    private void persist(List<Outcome> all) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                storage.settle();
                Failpoint.BEFORE_ENDINGS.reach();
                endings.write(all);
                Failpoint.AFTER_ENDINGS.reach();
                return;
            } catch (NonTransientDataAccessResourceException | IOException e) {
                pause(all.size(), failures, e);
            } catch (NonTransientDataAccessException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                // Whatever it is, no ending may be lost over it, and this thread may not end.
                if (!DatabaseAway.explains(e)) {
                    log.error("Endings cannot be written, though the database is there.", e);
                }
                pause(all.size(), failures, e);
            }
        }
    }

    private static void pause(int endings, int failures, Throwable e) throws InterruptedException {
        var wait = RETRY.after(failures);
        log.warn(
                "{} endings wait: the database or the storage does not answer ({}). Next try in {} ms.",
                endings,
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                wait.toMillis());
        TimeUnit.MILLISECONDS.sleep(wait.toMillis());
    }

    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("flusher").start(this::run);
    }

    /// After the lanes: writes what is left.
    @Override
    public void stop() {
        lock.lock();
        try {
            stopping = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        var running = thread;
        if (running != null) {
            try {
                if (!running.join(Duration.ofSeconds(10))) {
                    running.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return Phases.FLUSHER;
    }
}
