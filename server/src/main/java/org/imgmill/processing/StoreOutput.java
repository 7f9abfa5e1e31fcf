package org.imgmill.processing;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.imgmill.attempt.Backoff;
import org.imgmill.fetch.Downloads;
import org.imgmill.storage.Storage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Stores outputs for all lanes of a node.
///
/// ```
///         put fails            rest is over
/// taking -----------> resting --------------> looking
///   ^                    ^------ check fails -----'|
///   '------------------------- check passes -------'
/// ```
///
/// While the storage takes nothing (a full disk, an object store that is away), or the disk of
/// downloads is full, no image fails because of it: the node's lanes rest, so that nothing is
/// fetched that could not be kept, and go on when a probe has been stored.
@Component
class StoreOutput {

    private static final Logger log = LoggerFactory.getLogger(StoreOutput.class);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Duration WHILE_LOOKING = Duration.ofMillis(200);

    private final Storage storage;
    private final Downloads downloads;
    private final Backoff backoff;

    /// By the clock of `System.nanoTime`.
    private long restUntil;

    private int failures;
    private volatile boolean trouble;
    private volatile boolean looking;

    StoreOutput(Storage storage, Downloads downloads, ProcessingSettings settings) {
        this.storage = storage;
        this.downloads = downloads;
        this.backoff = new Backoff(settings.firstRetry(), LONGEST_REST);
    }

    /// How a try to store ended.
    sealed interface Outcome {}

    record Kept() implements Outcome {}

    /// Nothing is lost; it may be tried again after this time.
    record NotNow(Duration after) implements Outcome {}

    Outcome put(String key, byte[] bytes, String mediaType) {
        try {
            storage.put(key, bytes, mediaType);
            return new Kept();
        } catch (IOException e) {
            return new NotNow(failed(said(e)));
        }
    }

    /// What was downloaded could not be kept on our own disk: everybody on this node rests.
    ///
    /// @return for how long
    Duration notKept(String why) {
        return failed("Downloads cannot be kept: " + why);
    }

    /// What came in with a batch cannot be read from the storage: everybody on this node rests.
    ///
    /// @return for how long
    Duration notRead(String why) {
        return failed("Pictures cannot be read from the storage: " + why);
    }

    /// Whether an output is in the storage cannot be told at present: everybody on this node rests.
    ///
    /// @return for how long
    Duration notLookedUp(String why) {
        return failed("Outputs cannot be looked up in the storage: " + why);
    }

    private static String said(IOException e) {
        return "Outputs cannot be stored: " + (e.getMessage() == null ? e : e.getMessage());
    }

    private synchronized Duration failed(String trouble) {
        var left = restLeft();
        return left.isZero() ? rest(trouble) : left;
    }

    private synchronized Duration rest(String why) {
        failures++;
        trouble = true;
        var rest = backoff.after(failures);
        restUntil = System.nanoTime() + rest.toNanos();
        log.warn(
                "{}. No image ends over it; this node's images wait, and it looks again in {} ms.",
                why,
                rest.toMillis());
        return rest;
    }

    /// How long this node is to fetch nothing; zero: go on.
    Duration resting() {
        return trouble ? look() : Duration.ZERO;
    }

    /// One lane looks whether the trouble is over, while the others rest on.
    private Duration look() {
        synchronized (this) {
            var left = restLeft();
            if (!trouble || left.isPositive()) {
                return left;
            }
            if (looking) {
                return WHILE_LOOKING;
            }
            looking = true;
        }
        try {
            var trouble = whatFails();
            if (trouble.isPresent()) {
                return rest(trouble.get());
            }
            goOn();
        } finally {
            looking = false;
        }
        log.info("Downloads can be kept and outputs stored again; this node goes on.");
        return Duration.ZERO;
    }

    private Optional<String> whatFails() {
        try {
            downloads.check();
        } catch (IOException e) {
            return Optional.of("Downloads cannot be kept: " + e.getMessage());
        }
        try {
            storage.check();
        } catch (IOException e) {
            return Optional.of(said(e));
        }
        return Optional.empty();
    }

    private synchronized void goOn() {
        trouble = false;
        failures = 0;
    }

    private Duration restLeft() {
        var left = Duration.ofNanos(trouble ? restUntil - System.nanoTime() : 0);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
