package org.imgmill.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Readies the web server for uploads.
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> paceBodies(
            UploadLimits limits, Environment environment) throws IOException {
        removeLeftovers(Path.of(environment.getRequiredProperty("server.tomcat.basedir"), "work"));
        return tomcat -> tomcat.addEngineValves(new PaceBodies(limits));
    }

    /// Parts of uploads that were arriving when an earlier process was killed.
    private static void removeLeftovers(Path work) throws IOException {
        if (!Files.isDirectory(work)) {
            return;
        }
        List<Path> leftovers;
        try (var files = Files.walk(work)) {
            leftovers =
                    files.filter(f -> f.getFileName().toString().matches("upload_.*\\.tmp"))
                            .toList();
        }
        for (var leftover : leftovers) {
            Files.deleteIfExists(leftover);
        }
    }

    /// A client that asks first is told to send its body only once there is a place for it.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> askForBodiesLate() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }
}
