package org.imgmill.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What arriving uploads may occupy.
///
/// @param concurrent that arrive or are taken in at a time, on this node
/// @param timeout how long this server waits for one upload in all
/// @param minRate what has to arrive in each second of waiting, on average, after the first ten
@ConfigurationProperties("imgmill.uploads")
record UploadLimits(
        @DefaultValue("8") int concurrent,
        @DefaultValue("15m") Duration timeout,
        @DefaultValue("16KB") DataSize minRate) {

    UploadLimits {
        if (concurrent < 1) {
            throw new IllegalArgumentException(
                    "imgmill.uploads.concurrent is 1 or more, not " + concurrent);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "imgmill.uploads.timeout is a time such as 15m, not " + timeout);
        }
        if (minRate.isNegative()) {
            throw new IllegalArgumentException(
                    "imgmill.uploads.min-rate is a size per second such as 16KB, not " + minRate);
        }
    }
}
