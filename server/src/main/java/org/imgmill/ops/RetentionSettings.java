package org.imgmill.ops;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param retention how long a batch and its outputs are kept after it ended; 0: for ever
@ConfigurationProperties("imgmill")
record RetentionSettings(@DefaultValue("30d") Duration retention) {

    RetentionSettings {
        if (retention.isNegative()) {
            throw new IllegalArgumentException(
                    "imgmill.retention is a time such as 30d, or 0, not " + retention);
        }
    }
}
