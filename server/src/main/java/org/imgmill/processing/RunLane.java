package org.imgmill.processing;

import java.util.UUID;
import org.imgmill.batch.BatchStatus;
import org.imgmill.batch.Batches;
import org.imgmill.batch.Hosts;
import org.imgmill.batch.LaneQueue;
import org.imgmill.batch.Lanes;
import org.imgmill.batch.LogFields;

/// Gives a lane its turn, where its batch, its host and our storage allow one; a lane that is over
/// or sleeps hands its place in the queue to the next of its batch.
final class RunLane {

    private final Node node;
    private final Batches batches;
    private final Hosts hosts;
    private final LaneQueue queue;

    RunLane(Node node, Batches batches, Hosts hosts, LaneQueue queue) {
        this.node = node;
        this.batches = batches;
        this.hosts = hosts;
        this.queue = queue;
    }

    TurnEnd run(UUID batch, int lane, LaneCursor cursor) throws InterruptedException {
        var turn = node.lanes().turn(batch, lane);
        if (turn.isEmpty()) {
            return new TurnEnd.Over();
        }
        return switch (turn.get().status()) {
            case COMPLETED, COMPLETED_WITH_ERRORS, FAILED, CANCELLED, PAUSED -> new TurnEnd.Over();
            case PENDING, PROCESSING -> {
                var end = turn(turn.get(), cursor);
                if (turn.get().followed() && !(end instanceof TurnEnd.More)) {
                    queue.scheduleNext(batch);
                }
                yield end;
            }
        };
    }

    private TurnEnd turn(Lanes.Turn turn, LaneCursor cursor) throws InterruptedException {
        if (turn.resumeIn().isPositive()) {
            return new TurnEnd.Sleeping(cursor, turn.resumeIn());
        }
        var rest = node.outputs().resting();
        if (rest.isPositive()) {
            return new TurnEnd.More(cursor, rest);
        }
        var running = node.load().running();
        running.begin(turn.owner());
        try (var _ = LogFields.batch(turn.batch())) {
            if (turn.status() == BatchStatus.PENDING) {
                batches.start(turn.batch());
            }
            var news = new HostNews(hosts, turn.host(), turn.troubled(), node.settings());
            return new LaneTurn(node, turn, cursor, news).run();
        } finally {
            running.end(turn.owner());
        }
    }
}
