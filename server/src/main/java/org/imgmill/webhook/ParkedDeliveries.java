package org.imgmill.webhook;

import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Deliveries that wait for a turn at their host, asleep in the queue until somebody wakes them.
@Component
class ParkedDeliveries {

    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    ParkedDeliveries(JdbcClient db, ApplicationEventPublisher events) {
        this.db = db;
        this.events = events;
    }

    /// Lets the tasks of these deliveries run now.
    ///
    /// @return those whose tasks are at work, and will go to sleep
    List<UUID> wake(List<UUID> deliveries) {
        var tasks =
                db.sql(
                                """
                                with woken as (
                                  update upkeep_tasks set execution_time = now(), version = version + 1
                                  where task_name = ? and task_instance = any(?::text[]) and not picked
                                  returning task_instance)
                                select task_instance::uuid, false from woken
                                union all
                                select task_instance::uuid, true from upkeep_tasks
                                where task_name = ? and task_instance = any(?::text[]) and picked
                                """)
                        .params(
                                DeliveryQueue.TASK,
                                texts(deliveries),
                                DeliveryQueue.TASK,
                                texts(deliveries))
                        .query(
                                (row, n) ->
                                        new Found(row.getObject(1, UUID.class), row.getBoolean(2)))
                        .list();
        if (tasks.stream().anyMatch(task -> !task.atWork)) {
            events.publishEvent(new DeliveriesDue());
        }
        return tasks.stream().filter(Found::atWork).map(Found::delivery).toList();
    }

    private record Found(UUID delivery, boolean atWork) {}

    private static String[] texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    /// Wakes the parked deliveries of nodes that have ended.
    @EventListener(ApplicationStartedEvent.class)
    void wakeWhatWasLeft() {
        db.sql(
                        """
                        update upkeep_tasks t set execution_time = greatest(d.next_at, now()), version = t.version + 1
                        from delivery d
                        where t.task_name = ? and t.task_instance = d.id::text and not t.picked
                        and d.state = 'waiting' and t.execution_time > d.next_at + interval '20 minutes'
                        """)
                .param(DeliveryQueue.TASK)
                .update();
    }
}
