package org.imgmill.attempt;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Waits that grow fourfold, a quarter of each random, so that many retries do not come at once.
public record Backoff(Duration first, Duration longest) {

    /// @param failures how often it has failed, at least 1
    public Duration after(int failures) {
        double millis =
                Math.min((double) longest.toMillis(), first.toMillis() * Math.pow(4, failures - 1));
        return Duration.ofMillis(
                (long) (millis * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }
}
