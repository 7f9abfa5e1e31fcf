package org.imgmill.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the embedded PostgreSQL again when it ends without having been told to: killed for its
/// memory, or unable to write to a full disk. Its users wait meanwhile.
public final class KeepPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeepPostgres.class);
    private static final long SECONDS_BETWEEN_TRIES = 2;
    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final EmbeddedPostgres postgres;
    private final CountDownLatch told = new CountDownLatch(1);

    /// The last logged reason why it could not be started.
    private String said = "";

    private long silentUntil = System.nanoTime();

    private KeepPostgres(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /// Looks after it until this is closed.
    public static KeepPostgres of(EmbeddedPostgres postgres) {
        var kept = new KeepPostgres(postgres);
        Thread.ofVirtual().name("keep-postgres").start(kept::keep);
        return kept;
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    private void keep() {
        try {
            boolean ran = true;
            while (!isTold()) {
                if (ran) {
                    awaitEnd();
                }
                ran = runsAgain();
            }
        } catch (IOException e) {
            log.error("PostgreSQL is not looked after any more", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isTold() {
        return told.getCount() == 0;
    }

    private void awaitEnd() throws IOException {
        postgres.postmaster().ifPresent(running -> running.onExit().join());
        if (!isTold()) {
            log.warn(
                    "PostgreSQL ended without having been told to: {}; {} says more. Work waits until it runs again.",
                    postgres.whyItEnded(),
                    postgres.logFile());
        }
    }

    /// @return whether it does, or is not wanted any more
    private boolean runsAgain() throws InterruptedException {
        try {
            if (startUnlessTold()) {
                said = "";
                log.info("PostgreSQL runs again.");
            }
            return true;
        } catch (IOException e) {
            log.debug("PostgreSQL cannot be started", e);
            sayWhy(postgres.whyItEnded());
            return told.await(SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
        }
    }

    /// A new reason at once, the same one once a minute.
    private void sayWhy(String why) {
        if (why.equals(said) && System.nanoTime() - silentUntil < 0) {
            return;
        }
        said = why;
        silentUntil = System.nanoTime() + BETWEEN_WARNINGS;
        log.warn(
                "PostgreSQL cannot be started: {}. It is tried again every {} s.",
                why,
                SECONDS_BETWEEN_TRIES);
    }

    private boolean startUnlessTold() throws IOException {
        synchronized (told) {
            if (isTold()) {
                return false;
            }
            postgres.startAgain();
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (told) {
            told.countDown();
            postgres.close();
        }
    }
}
