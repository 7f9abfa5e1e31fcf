package org.imgmill.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.imgmill.batch.Backlog;
import org.imgmill.storage.FreeSpace;
import org.imgmill.webhook.DeliveryBacklog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// What waits in the database and how full the disk is: looked at when somebody asks for metrics,
/// every ten seconds at most. What cannot be seen within a second is NaN.
@Component
class BacklogMeters implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(BacklogMeters.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final LatestAnswer<Optional<Backlog.Now>> batches;
    private final LatestAnswer<Optional<DeliveryBacklog.Now>> deliveries;
    private final LatestAnswer<Optional<Long>> free;
    private final long leastFree;

    BacklogMeters(Backlog batches, DeliveryBacklog deliveries, FreeSpace space) {
        this.batches = latest(batches::now);
        this.deliveries = latest(deliveries::now);
        this.free = latest(space::bytes);
        this.leastFree = space.least().toBytes();
    }

    private static <T> LatestAnswer<Optional<T>> latest(Supplier<T> look) {
        return new LatestAnswer<>(() -> seen(look), FRESH, PATIENCE, Optional.empty());
    }

    private static <T> Optional<T> seen(Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (RuntimeException e) {
            // Whatever fails, it costs a few numbers of the metrics, not all of them.
            log.warn(
                    "Some metrics are no numbers until their next look, in 10 s at most: {}",
                    e.toString());
            return Optional.empty();
        }
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        gauge("imgmill.batches.unended", batches, Backlog.Now::batches)
                .description("Batches of all nodes that have not ended and are not paused")
                .register(meters);
        gauge("imgmill.images.pending", batches, Backlog.Now::images)
                .description("Images of those batches that have not ended")
                .register(meters);
        gauge("imgmill.lanes.due", batches, Backlog.Now::dueLanes)
                .description("Lanes of all nodes that are due, counted up to 10,000")
                .register(meters);
        gauge("imgmill.lanes.due.oldest", batches, now -> seconds(now.oldest()))
                .description("How long the first of those has been due")
                .baseUnit("seconds")
                .register(meters);
        gauge("imgmill.webhooks.waiting", deliveries, DeliveryBacklog.Now::waiting)
                .description("Deliveries of all nodes that wait for a try, counted up to 10,000")
                .register(meters);
        gauge("imgmill.webhooks.due.oldest", deliveries, now -> seconds(now.oldest()))
                .description("How long the first of those whose try is due has been so")
                .baseUnit("seconds")
                .register(meters);
        gauge("imgmill.free", free, Long::doubleValue)
                .description("Free disk, where there is less: data directory or storage")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("imgmill.free.least", () -> leastFree)
                .description("Below so much no batch is taken")
                .baseUnit("bytes")
                .register(meters);
    }

    private static <T> Gauge.Builder<?> gauge(
            String name, LatestAnswer<Optional<T>> latest, ToDoubleFunction<T> value) {
        return Gauge.builder(
                name, latest, now -> now.get().map(value::applyAsDouble).orElse(Double.NaN));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
