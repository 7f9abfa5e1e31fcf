package org.imgmill.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Which imgmill runs on which Java, as a metric.
@Component
class BuildInfo implements MeterBinder {

    private final String version;

    BuildInfo(Environment environment) {
        version = environment.getRequiredProperty("imgmill.version");
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("imgmill.build.info", () -> 1)
                .description("Always 1; its labels say what runs")
                .tags("version", version, "java", Runtime.version().toString())
                .register(meters);
    }
}
