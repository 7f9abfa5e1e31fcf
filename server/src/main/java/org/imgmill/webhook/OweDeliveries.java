package org.imgmill.webhook;

import java.util.UUID;
import org.imgmill.batch.BatchEvent;
import org.imgmill.batch.Batches;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Hears of changes to batches inside the transactions that make them, and schedules the deliveries
/// in the same ones: either both happen or neither.
@Component
class OweDeliveries {

    private final Webhooks webhooks;
    private final WebhookRows rows;
    private final Batches batches;
    private final DeliveryQueue queue;

    OweDeliveries(Webhooks webhooks, WebhookRows rows, Batches batches, DeliveryQueue queue) {
        this.webhooks = webhooks;
        this.rows = rows;
        this.batches = batches;
        this.queue = queue;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void hear(BatchEvent event) {
        switch (event) {
            case BatchEvent.Accepted(var batch) -> webhooks.registerGlobal(batch);
            case BatchEvent.Started(var batch) -> tell(batch, EventType.PROCESSING);
            case BatchEvent.Halted _, BatchEvent.Continued _ -> {}
            case BatchEvent.Changed(var batch) -> tell(batch, EventType.CHANGED);
            case BatchEvent.Ended(var batch, var status) -> tell(batch, EventType.of(status));
        }
    }

    private void tell(UUID batch, EventType type) {
        var hearing = rows.hearing(batch, type);
        if (!hearing.isEmpty()) {
            queue.tell(hearing, type, batches.find(batch).orElseThrow());
        }
    }
}
