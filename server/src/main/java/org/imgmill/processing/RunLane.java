package org.imgmill.processing;

import java.util.UUID;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Batches;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.LogFields;

/// Gives a lane its turn, where its batch, its host and our storage allow one; a lane that is over
/// or sleeps hands its place in the queue to the next of its batch.
final class RunLane {

    private final LaneParts node;
    private final Batches batches;
    private final HostFailuresInARow hosts;
    private final LaneQueue queue;

    RunLane(LaneParts node, Batches batches, HostFailuresInARow hosts, LaneQueue queue) {
        this.node = node;
        this.batches = batches;
        this.hosts = hosts;
        this.queue = queue;
    }

    /// @param place that the lane was picked into
    TurnEnd run(UUID batch, int lane, LaneCursor cursor, RunningLanes.Place place)
            throws InterruptedException {
        var turn = node.lanes().turn(batch, lane);
        if (turn.isEmpty()) {
            return new TurnEnd.Over();
        }
        return switch (turn.get().status()) {
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED, PAUSED -> new TurnEnd.Over();
            case PENDING, PROCESSING -> {
                place.belongsTo(new RunningLanes.Owner(turn.get().owner()));
                yield turn(turn.get(), cursor, place);
            }
        };
    }

    /// A lane that is over or sleeps makes room for the next of its batch, unless it did so when it
    /// began to wait.
    private void handOn(Lanes.Turn turn, TurnEnd end) {
        if (turn.followed() && !(end instanceof TurnEnd.More)) {
            queue.scheduleNext(turn.batch(), 1);
        }
    }

    private TurnEnd turn(Lanes.Turn turn, LaneCursor cursor, RunningLanes.Place place)
            throws InterruptedException {
        if (turn.resumeIn().isPositive()) {
            var end = new TurnEnd.Sleeping(cursor, turn.resumeIn());
            handOn(turn, end);
            return end;
        }
        var rest = node.outputs().resting();
        if (rest.isPositive()) {
            return new TurnEnd.More(cursor, rest);
        }
        var window = node.load().open(turn, cursor, place);
        try (var _ = LogFields.batch(turn.batch())) {
            if (turn.status() == BatchStatus.PENDING) {
                batches.start(turn.batch());
            }
            var health = hosts.of(turn.host(), turn.troubled());
            var end = new LaneTurn(node, turn, cursor, health, window).run();
            if (window.handOn()) {
                handOn(turn, end);
            }
            return end;
        } finally {
            node.load().close(window);
        }
    }
}
