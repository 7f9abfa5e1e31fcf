package org.imgmill.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Map;
import org.imgmill.storage.Storage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What a node needs to be sent requests, at `/actuator/health/readiness` and as metrics.
@Configuration(proxyBeanMethods = false)
class Readiness {

    /// A probe in a bucket is a request that costs money.
    private static final Duration STORAGE_FRESH = Duration.ofSeconds(10);

    private static final Duration DATABASE_FRESH = Duration.ofSeconds(2);

    @Bean
    HealthIndicator databaseHealthIndicator(JdbcClient db) {
        return new CheckedHealth(
                "database", DATABASE_FRESH, () -> db.sql("select 1").query(Integer.class).single());
    }

    @Bean
    HealthIndicator storageHealthIndicator(Storage storage) {
        return new CheckedHealth("storage", STORAGE_FRESH, storage::check);
    }

    @Bean
    MeterBinder readyMeters(
            @Qualifier("databaseHealthIndicator") HealthIndicator database,
            @Qualifier("storageHealthIndicator") HealthIndicator storage,
            @Qualifier("codecHealthIndicator") HealthIndicator codec) {
        return meters ->
                Map.of("database", database, "storage", storage, "codec", codec)
                        .forEach((part, health) -> ready(part, health, meters));
    }

    private static void ready(String part, HealthIndicator health, MeterRegistry meters) {
        Gauge.builder("imgmill.ready", () -> isUp(health) ? 1 : 0)
                .description("1 where this part of the node does what it is for")
                .tag("part", part)
                .register(meters);
    }

    private static boolean isUp(HealthIndicator part) {
        var health = part.health();
        return health != null && health.getStatus().equals(Status.UP);
    }
}
