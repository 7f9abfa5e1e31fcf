package org.imgmill.api.webhooks;

import java.time.Instant;
import java.util.List;
import org.imgmill.api.batches.BatchView;
import org.imgmill.webhook.Delivery;
import org.jspecify.annotations.Nullable;

/// A delivery as /v1 shows it. What the receiver said stays between it and us.
record DeliveryView(
        String id,
        String webhookId,
        String url,
        String event,
        String state,
        Instant createdAt,
        @Nullable Instant nextAt,
        @Nullable String redeliveryOf,
        List<AttemptView> attempts) {

    record AttemptView(
            int number, Instant time, @Nullable Integer status, @Nullable String error, int ms) {}

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                delivery.id().toString(),
                delivery.webhook().toString(),
                delivery.url(),
                delivery.event().word(),
                delivery.state().word(),
                BatchView.millis(delivery.created()),
                delivery.next() == null ? null : BatchView.millis(delivery.next()),
                delivery.copyOf() == null ? null : delivery.copyOf().toString(),
                delivery.attempts().stream()
                        .map(
                                a ->
                                        new AttemptView(
                                                a.number(),
                                                BatchView.millis(a.at()),
                                                a.status(),
                                                a.error(),
                                                a.ms()))
                        .toList());
    }
}
