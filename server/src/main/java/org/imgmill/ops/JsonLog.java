package org.imgmill.ops;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Chooses the Elastic Common Schema for the log where `imgmill.log` is `json`, before its first
/// line. A value that is not allowed is refused later, like that of any other setting.
final class JsonLog implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        if ("json".equalsIgnoreCase(environment.getProperty("imgmill.log"))) {
            environment
                    .getPropertySources()
                    .addLast(
                            new MapPropertySource(
                                    "imgmill log",
                                    Map.of("logging.structured.format.console", "ecs")));
        }
    }
}
