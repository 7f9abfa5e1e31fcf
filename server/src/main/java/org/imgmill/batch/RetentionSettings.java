package org.imgmill.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param retention how long a batch and its outputs are kept after it ended; 0: for ever
@ConfigurationProperties("imgmill")
public record RetentionSettings(@DefaultValue("0") Duration retention) {

    public RetentionSettings {
        if (retention.isNegative()) {
            throw new IllegalArgumentException(
                    "imgmill.retention is a time such as 30d, or 0, not " + retention);
        }
    }
}
