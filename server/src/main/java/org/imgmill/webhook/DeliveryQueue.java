package org.imgmill.webhook;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.imgmill.batch.Batch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;

/// Writes down what is owed and schedules one task for each delivery, in the caller's transaction.
@Component
class DeliveryQueue {

    /// The name of the task that makes a delivery; its instance is the delivery's id.
    static final String TASK = "delivery";

    private static final Logger log = LoggerFactory.getLogger(DeliveryQueue.class);

    private final JdbcClient db;
    private final RenderBody render;
    private final ApplicationEventPublisher events;
    private final SchedulerClient scheduler;

    DeliveryQueue(
            JdbcClient db,
            DataSource dataSource,
            RenderBody render,
            ApplicationEventPublisher events,
            @Qualifier("deliveryTask") Task<Void> task) {
        this.db = db;
        this.render = render;
        this.events = events;
        this.scheduler =
                SchedulerClient.Builder.create(
                                new TransactionAwareDataSourceProxy(dataSource), task)
                        .tableName("upkeep_tasks")
                        .build();
    }

    /// @return the deliveries, in the order of the webhooks
    List<UUID> tell(List<Webhook> webhooks, EventType type, Batch batch) {
        var now = db.sql("select now()").query(OffsetDateTime.class).single().toInstant();
        var ids = new ArrayList<UUID>();
        for (var webhook : webhooks) {
            var id = UUID.randomUUID();
            db.sql(
                            """
                            insert into delivery (id, webhook_id, batch_id, event, payload, created_at)
                            values (?, ?, ?, ?, ?, clock_timestamp())
                            """)
                    .params(
                            id,
                            webhook.id(),
                            batch.id(),
                            type.word(),
                            render.body(webhook, type, batch, now))
                    .update();
            ids.add(id);
        }
        schedule(ids);
        return ids;
    }

    /// The same event once more, under an id of its own.
    UUID copy(UUID delivery) {
        var id = UUID.randomUUID();
        db.sql(
                        """
                        insert into delivery (id, webhook_id, batch_id, event, payload, copy_of, created_at)
                        select ?, webhook_id, batch_id, event, payload, id, clock_timestamp() from delivery where id = ?
                        """)
                .params(id, delivery)
                .update();
        schedule(List.of(id));
        return id;
    }

    /// Makes a delivery that waits for its next try not wait for it.
    void hurry(UUID delivery) {
        db.sql("update delivery set next_at = now() where id = ? and state = 'waiting'")
                .param(delivery)
                .update();
        try {
            scheduler.schedule(
                    new TaskInstance<>(TASK, delivery.toString()),
                    Instant.now(),
                    SchedulerClient.ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
            events.publishEvent(new DeliveriesDue());
        } catch (TaskInstanceCurrentlyExecutingException e) {
            log.debug("delivery {} is being tried at this very moment", delivery, e);
        }
    }

    private void schedule(List<UUID> deliveries) {
        List<TaskInstance<?>> tasks = new ArrayList<>();
        deliveries.forEach(id -> tasks.add(new TaskInstance<>(TASK, id.toString())));
        scheduler.scheduleBatch(tasks, Instant.now());
        events.publishEvent(new DeliveriesDue());
    }
}
