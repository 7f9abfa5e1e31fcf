package org.imgmill.processing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What metrics tell to those who may read them.
///
/// @param hosts how many hosts with failing images are named, of any key; 0: none
@ConfigurationProperties("imgmill.metrics")
record MetricsSettings(@DefaultValue("20") int hosts) {

    MetricsSettings {
        if (hosts < 0 || hosts > HostFailures.REMEMBERED / 2) {
            throw new IllegalArgumentException(
                    "imgmill.metrics.hosts is 0 to %d, not %d"
                            .formatted(HostFailures.REMEMBERED / 2, hosts));
        }
    }
}
