package org.imgmill.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/// Waits for what other threads or processes do, with a pause between looks, so that waiting takes
/// no processor from what is waited for, and with an end: two minutes, far beyond any honest wait.
public final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Eventually() {}

    /// @param what is waited for, for the failure's message
    public static void until(String what, Callable<Boolean> holds) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(PAUSE)
                .atMost(LIMIT)
                .until(holds);
    }
}
