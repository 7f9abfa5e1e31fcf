package org.imgmill.postgres;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts the embedded PostgreSQL again when it ends without having been told to: killed for its
/// memory, or unable to write to a full disk. Whoever needs it waits meanwhile.
public final class KeepPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeepPostgres.class);
    private static final long SECONDS_BETWEEN_TRIES = 2;

    private final EmbeddedPostgres postgres;
    private final CountDownLatch told = new CountDownLatch(1);

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
                    "PostgreSQL ended without having been told to; {} says why. Work waits until it runs again.",
                    postgres.logFile());
        }
    }

    /// @return whether it does, or is not wanted any more
    private boolean runsAgain() throws InterruptedException {
        try {
            if (startUnlessTold()) {
                log.info("PostgreSQL runs again.");
            }
            return true;
        } catch (IOException e) {
            log.warn(
                    "PostgreSQL cannot be started ({}). Next try in {} s.",
                    String.valueOf(e.getMessage()).lines().reduce("", (_, last) -> last),
                    SECONDS_BETWEEN_TRIES);
            return told.await(SECONDS_BETWEEN_TRIES, TimeUnit.SECONDS);
        }
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
