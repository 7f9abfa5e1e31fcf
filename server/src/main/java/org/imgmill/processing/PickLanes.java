package org.imgmill.processing;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.imgmill.batch.LaneQueue;

/// Picks due lanes in the order of the queue; but a node that has nothing to do takes only its
/// share of them, and where the lanes of one key have half of the places, those of others come
/// first.
///
/// A key that is alone has all places: each comes back at the end of a turn, and goes to whoever
/// else waits then.
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
        int limit = load.takes(places);
        var owner = load.running().ownerOfHalf();
        if (owner.isEmpty() || now.isBefore(othersFrom)) {
            return super.lockAndFetchSingleStatement(tasks, now, limit, orderByPriority);
        }
        var others = ofOthers(owner.get(), tasks, now, limit);
        if (others.size() == limit) {
            return others;
        }
        othersFrom = now.plus(untilOthersAreLookedForAgain);
        var rest =
                super.lockAndFetchSingleStatement(
                        tasks, now, limit - others.size(), orderByPriority);
        return Stream.concat(others.stream(), rest.stream()).toList();
    }

    private List<Execution> ofOthers(
            RunningLanes.Owner owner, JdbcTaskRepositoryContext tasks, Instant now, int limit) {
        return tasks.jdbcRunner.query(
                LaneQueue.PICK_OF_OTHERS,
                statement -> {
                    statement.setString(1, LaneQueue.TASK);
                    statement.setObject(2, owner.key());
                    setInstant(statement, 3, now);
                    statement.setInt(4, limit);
                    statement.setString(5, tasks.schedulerName.getName());
                    setInstant(statement, 6, now);
                },
                tasks.resultSetMapper.get());
    }
}
