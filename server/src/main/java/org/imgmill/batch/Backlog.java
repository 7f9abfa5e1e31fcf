package org.imgmill.batch;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What all nodes together still have to do.
@Component
public class Backlog {

    private final JdbcClient db;

    Backlog(JdbcClient db) {
        this.db = db;
    }

    /// @param batches that have not ended and are not paused
    /// @param images of theirs that have not ended
    /// @param dueLanes lanes whose turn it is, counted up to 10,000
    /// @param oldest how long the first of those has been due
    public record Now(long batches, long images, long dueLanes, Duration oldest) {}

    /// Costs little however long the queue is.
    public Now now() {
        return db.sql(
                        """
                        with unended as (
                          select count(*) batches, coalesce(sum(pending), 0) images from batch
                          where finished_at is null and deleted_at is null and status in ('pending', 'processing')),
                        due as (
                          select count(*) lanes, min(execution_time) oldest from (
                            select execution_time from scheduled_tasks
                            where task_name = ? and not picked and execution_time <= now()
                            order by execution_time limit 10000) counted)
                        select batches, images, lanes,
                          coalesce(extract(epoch from now() - oldest) * 1000, 0)::bigint from unended, due
                        """)
                .param(LaneQueue.TASK)
                .query(
                        (row, _) ->
                                new Now(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        Duration.ofMillis(row.getLong(4))))
                .single();
    }
}
