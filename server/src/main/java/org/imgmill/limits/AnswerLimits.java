package org.imgmill.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// What answers on their way may occupy.
///
/// @param concurrentPerKey originals, previews and results that one key is sent at a time, from
///   this node
/// @param minRate what a client has to take in each second of waiting for it, on average, after the
///   first ten
@ConfigurationProperties("imgmill.answers")
public record AnswerLimits(
        @DefaultValue("16") int concurrentPerKey, @DefaultValue("4KB") DataSize minRate) {

    public AnswerLimits {
        if (concurrentPerKey < 1) {
            throw new IllegalArgumentException(
                    "imgmill.answers.concurrent-per-key is 1 or more, not " + concurrentPerKey);
        }
        if (minRate.isNegative()) {
            throw new IllegalArgumentException(
                    "imgmill.answers.min-rate is a size per second such as 4KB, not " + minRate);
        }
    }
}
