package org.imgmill.webhook;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The deliveries that are still owed, by all nodes together.
@Component
public class DeliveryBacklog {

    private final JdbcClient db;

    DeliveryBacklog(JdbcClient db) {
        this.db = db;
    }

    /// @param waiting for a try, due or not, counted up to 10,000
    /// @param oldest how long the first due one has been due
    public record Now(long waiting, Duration oldest) {}

    /// Costs little however many deliveries there were.
    public Now now() {
        return db.sql(
                        """
                        with owed as (
                          select count(*) waiting from (
                            select from upkeep_tasks where task_name = :task limit 10000) counted),
                        due as (
                          select min(execution_time) oldest from (
                            select execution_time from upkeep_tasks
                            where task_name = :task and not picked and execution_time <= now()
                            order by execution_time limit 1) first)
                        select waiting, coalesce(extract(epoch from now() - oldest) * 1000, 0)::bigint from owed, due
                        """)
                .param("task", DeliveryQueue.TASK)
                .query((row, _) -> new Now(row.getLong(1), Duration.ofMillis(row.getLong(2))))
                .single();
    }
}
