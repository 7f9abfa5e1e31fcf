package org.imgmill.ops;

import com.github.kagkarlsson.scheduler.SchedulerName;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The name under which this node picks work; it stays the same over restarts and is unique in a
/// fleet.
@Configuration(proxyBeanMethods = false)
class NodeName {

    /// @param nodeId from the data directory
    @ConfigurationProperties("imgmill")
    record Settings(String nodeId) {}

    @Bean
    SchedulerName schedulerName(Settings settings) {
        return new SchedulerName.Fixed(settings.nodeId());
    }
}
