package org.imgmill.tracing;

import com.github.kagkarlsson.scheduler.SchedulerName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Traces where the settings name a collector; nothing of OpenTelemetry is loaded otherwise.
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {

    @Bean
    Traces traces(TracingSettings settings, SchedulerName node, Environment environment) {
        var endpoint = settings.endpoint();
        return endpoint == null
                ? new NoTraces()
                : new OtlpTraces(
                        OtlpExport.to(
                                endpoint,
                                settings.headers(),
                                environment.getRequiredProperty("imgmill.version"),
                                node.getName()),
                        settings.sample());
    }
}
