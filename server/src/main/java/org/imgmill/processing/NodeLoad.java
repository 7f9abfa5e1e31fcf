package org.imgmill.processing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.Nodes;

/// How much this node has to do, and what that means for its lanes.
final class NodeLoad {

    private static final int ENOUGH_FOR_THE_CODEC = 256;

    private final ProcessingSettings settings;
    private final int window;
    private final CodecPool codec;
    private final InFlight inFlight;
    private final Set<Window> open = ConcurrentHashMap.newKeySet();
    private final RunningLanes running;
    private final Timer waits;
    private volatile Nodes.Peers peers = Nodes.Peers.NONE;

    /// @param window images that a turn has in flight
    NodeLoad(ProcessingSettings settings, int window, CodecPool codec, MeterRegistry meters) {
        this.settings = settings;
        this.window = window;
        this.codec = codec;
        this.running = new RunningLanes(settings.lanes(), LaneQueue.TURNS);
        this.inFlight = new InFlight(Sockets.atMost(settings.inFlight()));
        inFlight.whenAdmitted(running::admit);
        this.waits =
                Timer.builder("imgmill.lane.wait")
                        .description("From the moment a lane is due to its turn")
                        .register(meters);
        Gauge.builder("imgmill.lanes.running", running::working)
                .description("Lanes that have their turn on this node and work")
                .register(meters);
        Gauge.builder("imgmill.lanes.waiting", () -> running.count() - running.working())
                .description("Lanes of this node that wait for answers and hold no place")
                .register(meters);
    }

    /// A lane gets its turn, which was due at `due`.
    void laneWaited(Instant due, Instant now) {
        waits.record(Duration.between(due, now));
    }

    /// The window of one turn; a suspect lane goes image by image.
    Window open(Lanes.Turn turn, LaneCursor cursor, RunningLanes.Place place) {
        var whose = new Window.Of(turn.batch(), new RunningLanes.Owner(turn.owner()));
        int size = cursor.suspect() ? 1 : window;
        var opened = new Window(size, inFlight, whose, place, settings.slice());
        if (!turn.followed()) {
            opened.handOn();
        }
        open.add(opened);
        return opened;
    }

    void close(Window window) {
        open.remove(window);
    }

    Set<Window> open() {
        return open;
    }

    /// Whether another lane of this batch helps: if pictures wait for the codec, and the batch has
    /// many in flight, it would only add to them.
    boolean takesMoreOf(UUID batch) {
        return !inFlight.exhausted().contains(batch)
                && (!codec.isSaturated() || inFlight.of(batch) < ENOUGH_FOR_THE_CODEC);
    }

    InFlight inFlight() {
        return inFlight;
    }

    RunningLanes running() {
        return running;
    }

    void hear(Nodes.Peers others) {
        peers = others;
    }

    /// How many lanes to take at once into `places` free places: a node without any lane leaves
    /// other nodes their share of a new batch, and takes what they leave at its next poll.
    int takes(int places) {
        return running.count() == 0 ? Math.ceilDiv(places, peers.count() + 1) : places;
    }

    /// How long a lane with more to do is to wait, so that a node with less to do gets it:
    /// otherwise the node that takes lanes first would keep them all.
    Duration pause() {
        return peers.count() > 0
                        && (inFlight.isNearlyFull() || codec.isSaturated() || hasMoreThanItsShare())
                ? Duration.ofMillis(ThreadLocalRandom.current().nextLong(20, 400))
                : Duration.ZERO;
    }

    /// By a quarter, so that lanes do not wander about for nothing.
    private boolean hasMoreThanItsShare() {
        var others = peers;
        int mine = running.count();
        double share = (mine + others.lanes()) / (others.count() + 1.0);
        return mine > Math.ceil(share * 1.25);
    }
}
