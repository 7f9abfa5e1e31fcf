package org.imgmill.batch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param retention how long a batch and its outputs are kept after it ended; 0: for ever
/// @param outputRetention how long its outputs are kept, if shorter; 0: as long as the batch
@ConfigurationProperties("imgmill")
public record RetentionSettings(
        @DefaultValue("0") Duration retention, @DefaultValue("0") Duration outputRetention) {

    public RetentionSettings {
        refuseNegative("imgmill.retention", retention);
        refuseNegative("imgmill.output-retention", outputRetention);
    }

    private static void refuseNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + " is a time such as 30d, or 0, not " + time);
        }
    }
}
