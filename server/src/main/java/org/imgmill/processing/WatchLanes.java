package org.imgmill.processing;

import java.util.HashMap;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.imgmill.batch.LaneQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks several times a second which turns do nothing but wait for answers: they give their places
/// back, and the next lanes of their batches come.
///
/// One look for all turns, because an alarm for each wait would cost more than most waits last.
final class WatchLanes implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WatchLanes.class);
    private static final long EVERY_MILLIS = 25;

    private final NodeLoad load;
    private final LaneQueue queue;
    private final Runnable pickNow;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("watch-lanes").factory());

    private WatchLanes(NodeLoad load, LaneQueue queue, Runnable pickNow) {
        this.load = load;
        this.queue = queue;
        this.pickNow = pickNow;
    }

    /// @param pickNow looks for lanes that are due
    static WatchLanes start(NodeLoad load, LaneQueue queue, Runnable pickNow) {
        var watch = new WatchLanes(load, queue, pickNow);
        var _ =
                watch.timer.scheduleWithFixedDelay(
                        watch::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try {
            long now = System.nanoTime();
            var next = new HashMap<UUID, Integer>();
            for (var window : load.open()) {
                if (window.restsIfItOnlyWaits(now)
                        && load.takesMoreOf(window.batch())
                        && window.handOn()) {
                    next.merge(window.batch(), 1, Integer::sum);
                }
            }
            next.forEach(queue::scheduleNext);
            if (!next.isEmpty()) {
                pickNow.run();
            }
        } catch (RuntimeException e) {
            log.warn(
                    "Lanes that only wait did not make room for others ({}). They do when they end.",
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
