package org.imgmill.limits;

import org.imgmill.auth.OwnLimits;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What one key may have; null: as much as it likes. Without keys nothing is counted. The settings
/// say it for every key for which nothing else was said.
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

    /// Of a key for which something was said.
    KeyLimits with(OwnLimits own) {
        return new KeyLimits(
                either(own.concurrentBatches(), concurrentBatches),
                either(own.imagesPerDay(), imagesPerDay),
                either(own.uploadsPerMinute(), uploadsPerMinute));
    }

    private static <N extends Number> @Nullable N either(@Nullable N own, @Nullable N otherwise) {
        if (own == null) {
            return otherwise;
        }
        return own.longValue() == 0 ? null : own;
    }

    private static void positive(String name, @Nullable Number limit) {
        if (limit != null && limit.longValue() < 1) {
            throw new IllegalArgumentException(
                    "imgmill.limits.%s is 1 or more, or left out for no limit, not %s"
                            .formatted(name, limit));
        }
    }
}
