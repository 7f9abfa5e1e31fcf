package org.imgmill.cli;

import java.time.Duration;

/// Watches a batch until it ended.
final class Watch {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private Watch() {}

    static BatchAnswer untilEnded(String batch, ServerClient server, ProgressBar bar)
            throws InterruptedException {
        while (true) {
            var now = server.batch(batch);
            bar.show(now.counts().processed(), now.counts().total());
            if (now.ended()) {
                bar.end();
                return now;
            }
            Thread.sleep(GLANCE);
        }
    }
}
