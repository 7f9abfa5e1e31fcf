package org.imgmill.processing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/// How much this node has to do, and what that means for its lanes.
final class NodeLoad {

    private final ProcessingSettings settings;
    private final int window;
    private final CodecPool codec;
    private final boolean hasPeers;
    private final Semaphore inFlight;
    private final RunningLanes running;
    private final Timer waits;

    /// @param window images that a turn has in flight
    /// @param hasPeers whether other nodes may work on the same database
    NodeLoad(
            ProcessingSettings settings,
            int window,
            CodecPool codec,
            boolean hasPeers,
            MeterRegistry meters) {
        this.settings = settings;
        this.window = window;
        this.codec = codec;
        this.hasPeers = hasPeers;
        this.running = new RunningLanes(settings.lanes());
        this.inFlight = new Semaphore(settings.inFlight());
        this.waits =
                Timer.builder("imgmill.lane.wait")
                        .description("From the moment a lane is due to its turn")
                        .register(meters);
        Gauge.builder("imgmill.lanes.running", running::count)
                .description("Lanes that have their turn on this node")
                .register(meters);
    }

    /// A lane gets its turn that has been due since then.
    void laneWaited(Instant due) {
        waits.record(Duration.between(due, Instant.now()));
    }

    /// For one turn; a suspect one goes image by image.
    Window window(boolean suspect) {
        return new Window(suspect ? 1 : window, inFlight);
    }

    RunningLanes running() {
        return running;
    }

    /// Whether lanes that are due may be waiting because all places are taken.
    boolean isShortOfLanes() {
        return running.count() >= settings.lanes() * 9 / 10;
    }

    /// How long a lane with more to do had better wait, so that a node with less to do gets it:
    /// whoever takes lanes first would otherwise keep them all.
    Duration pause() {
        boolean full = inFlight.availablePermits() < settings.inFlight() / 8;
        return hasPeers && (full || codec.isSaturated())
                ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(20, 400))
                : Duration.ZERO;
    }
}
