package org.imgmill.processing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.imgmill.batch.Nodes;

/// How much this node has to do, and what that means for its lanes.
final class NodeLoad {

    private final ProcessingSettings settings;
    private final int window;
    private final CodecPool codec;
    private final Semaphore inFlight;
    private final RunningLanes running;
    private final Timer waits;
    private volatile Nodes.Peers peers = Nodes.Peers.NONE;

    /// @param window images that a turn has in flight
    NodeLoad(ProcessingSettings settings, int window, CodecPool codec, MeterRegistry meters) {
        this.settings = settings;
        this.window = window;
        this.codec = codec;
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
        return new Window(suspect ? 1 : window, inFlight, settings.slice());
    }

    RunningLanes running() {
        return running;
    }

    /// Whether lanes that are due may be waiting because all places are taken.
    boolean isShortOfLanes() {
        return running.count() >= settings.lanes() * 9 / 10;
    }

    void hear(Nodes.Peers others) {
        peers = others;
    }

    /// How many lanes to take at once into so many free places: a node without any leaves the
    /// others of the fleet their share of a new batch, and takes what they leave at its next poll.
    int takes(int places) {
        return running.count() == 0 ? Math.ceilDiv(places, peers.count() + 1) : places;
    }

    /// How long a lane with more to do had better wait, so that a node with less to do gets it:
    /// whoever takes lanes first would otherwise keep them all.
    Duration pause() {
        return peers.count() > 0 && (isFull() || codec.isSaturated() || hasMoreThanItsShare())
                ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(20, 400))
                : Duration.ZERO;
    }

    private boolean isFull() {
        return inFlight.availablePermits() < settings.inFlight() / 8;
    }

    /// By a quarter, so that lanes do not wander about for nothing.
    private boolean hasMoreThanItsShare() {
        var others = peers;
        int mine = running.count();
        double share = (mine + others.lanes()) / (others.count() + 1.0);
        return mine > Math.ceil(share * 1.25);
    }
}
