package org.imgmill.limits;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What one key may have; null: as much as it likes. Without keys nothing is counted.
///
/// @param concurrentBatches that have not ended
/// @param imagesPerDay distinct images taken in since midnight UTC
/// @param uploadsPerMinute of any size, dry runs and refused ones too
@ConfigurationProperties("imgmill.limits")
record KeyLimits(
        @Nullable Integer concurrentBatches,
        @Nullable Long imagesPerDay,
        @Nullable Integer uploadsPerMinute) {

    KeyLimits {
        positive("concurrent-batches", concurrentBatches);
        positive("images-per-day", imagesPerDay);
        positive("uploads-per-minute", uploadsPerMinute);
    }

    private static void positive(String name, @Nullable Number limit) {
        if (limit != null && limit.longValue() < 1) {
            throw new IllegalArgumentException(
                    "imgmill.limits.%s is 1 or more, or left out for no limit, not %s"
                            .formatted(name, limit));
        }
    }
}
