package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.imgmill.batch.LaneQueue;

/// Picks due lanes in the order of the queue, as many as may work. A node that has nothing to do
/// takes only its share of them. A batch that has its full number of lanes or images in flight here
/// is passed over. If the lanes of one key have half of the places, those of others come first.
///
/// A key that is alone has all places: each is free again at the end of a turn, and goes to any
/// other key that waits then.
final class PickLanes extends PostgreSqlJdbcCustomization {

    private final NodeLoad load;
    private final Duration untilOthersAreLookedForAgain;
    private Instant othersFrom = Instant.MIN;

    PickLanes(NodeLoad load, Duration untilOthersAreLookedForAgain) {
        super(false, false);
        this.load = load;
        this.untilOthersAreLookedForAgain = untilOthersAreLookedForAgain;
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext tasks, Instant now, int places, boolean orderByPriority) {
        var running = load.running();
        var room = running.room(load.takes(places), load.inFlight().exhausted());
        var found = room.limit() > 0 ? pick(tasks, now, room) : List.<Execution>of();
        for (var lane : found) {
            var id = lane.taskInstance.getId();
            running.pick(id, LaneQueue.batch(id));
        }
        running.remember(room, found.size());
        return found;
    }

    private List<Execution> pick(
            JdbcTaskRepositoryContext tasks, Instant now, RunningLanes.Room room) {
        var owner = load.running().ownerOfHalf();
        if (owner.isEmpty() || now.isBefore(othersFrom)) {
            return inOrder(tasks, room, room.limit());
        }
        var others = ofOthers(owner.get(), tasks, room);
        if (others.size() == room.limit()) {
            return others;
        }
        othersFrom = now.plus(untilOthersAreLookedForAgain);
        var rest = inOrder(tasks, room, room.limit() - others.size());
        return Stream.concat(others.stream(), rest.stream()).toList();
    }

    private List<Execution> inOrder(
            JdbcTaskRepositoryContext tasks, RunningLanes.Room room, int limit) {
        return tasks.jdbcRunner.query(
                LaneQueue.PICK,
                statement -> {
                    statement.setString(1, LaneQueue.TASK);
                    statement.setArray(2, full(statement, room));
                    statement.setInt(3, limit);
                    statement.setString(4, tasks.schedulerName.getName());
                },
                tasks.resultSetMapper.get());
    }

    private List<Execution> ofOthers(
            RunningLanes.Owner owner, JdbcTaskRepositoryContext tasks, RunningLanes.Room room) {
        return tasks.jdbcRunner.query(
                LaneQueue.PICK_OF_OTHERS,
                statement -> {
                    statement.setString(1, LaneQueue.TASK);
                    statement.setObject(2, owner.key());
                    statement.setArray(3, full(statement, room));
                    statement.setInt(4, room.limit());
                    statement.setString(5, tasks.schedulerName.getName());
                },
                tasks.resultSetMapper.get());
    }

    private static Array full(PreparedStatement statement, RunningLanes.Room room)
            throws SQLException {
        return statement
                .getConnection()
                .createArrayOf("text", room.full().stream().map(UUID::toString).toArray());
    }
}
