package org.imgmill.ops;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/// Tells load balancers whether a part that this node needs works, and the log why not.
final class CheckedHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(CheckedHealth.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String part;
    private final LatestAnswer<Optional<String>> trouble;
    private final AtomicBoolean troubled = new AtomicBoolean();

    /// Fails where the part does not work.
    interface Check {
        void run() throws Exception;
    }

    /// @param part what it is, for the log
    /// @param fresh how long a result holds
    CheckedHealth(String part, Duration fresh, Check check) {
        this.part = part;
        this.trouble =
                new LatestAnswer<>(
                        () -> found(check),
                        fresh,
                        PATIENCE,
                        Optional.of("no answer after %d s".formatted(PATIENCE.toSeconds())));
    }

    private static Optional<String> found(Check check) {
        try {
            check.run();
            return Optional.empty();
        } catch (Exception e) {
            // Whatever it is, the part does not work; the log is told when that begins.
            return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    @Override
    public Health health() {
        var found = trouble.get();
        if (troubled.getAndSet(found.isPresent()) != found.isPresent()) {
            found.ifPresentOrElse(this::sayNotReady, this::sayReady);
        }
        return (found.isPresent() ? Health.down() : Health.up()).build();
    }

    private void sayNotReady(String why) {
        log.warn(
                "The {} does not work ({}). This node is not ready: a load balancer sends it nothing until that is over.",
                part,
                why);
    }

    private void sayReady() {
        log.info("The {} works again.", part);
    }
}
