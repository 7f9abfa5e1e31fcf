package org.imgmill.processing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.imgmill.batch.Hosts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one turn of a lane hears about its host, passed on to all nodes where it matters to them.
final class HostHealth {

    private static final Logger log = LoggerFactory.getLogger(HostHealth.class);

    private final HostFailuresInARow failures;
    private final Hosts hosts;
    private final String host;
    private final ProcessingSettings settings;
    private final AtomicBoolean troubled;

    /// By the clock of `System.nanoTime`; 0: the host may be asked.
    private final AtomicLong restUntil = new AtomicLong();

    HostHealth(
            HostFailuresInARow failures,
            Hosts hosts,
            String host,
            boolean troubled,
            ProcessingSettings settings) {
        this.failures = failures;
        this.hosts = hosts;
        this.host = host;
        this.settings = settings;
        this.troubled = new AtomicBoolean(troubled);
    }

    void answered() {
        failures.forget(host);
        if (troubled.compareAndSet(true, false)) {
            hosts.answered(host);
        }
    }

    /// Connect, TLS, timeout or a server's error; enough of them in a row open the breaker for all
    /// nodes.
    void failed() {
        int inARow = failures.failed(host);
        if (inARow > 0) {
            troubled.set(true);
        }
        if (inARow >= settings.breakerFailures()) {
            if (inARow < settings.breakerFailures() + failures.step()) {
                log.info(
                        "{} failed {} times in a row. Its images wait {} s; other hosts go on.",
                        host,
                        inARow,
                        settings.breakerRest().toSeconds());
            }
            rest(settings.breakerRest());
        }
    }

    void rest(Duration time) {
        restUntil.accumulateAndGet(System.nanoTime() + time.toNanos(), Math::max);
        hosts.rest(host, time);
    }

    /// How long the host is to be left alone from now; zero: not at all.
    Duration resting() {
        long until = restUntil.get();
        var left = Duration.ofNanos(until == 0 ? 0 : until - System.nanoTime());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
