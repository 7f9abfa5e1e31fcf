package org.imgmill.limits;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Readies the web server for uploads.
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> paceBodies(UploadLimits limits) {
        return tomcat -> tomcat.addEngineValves(new PaceBodies(limits));
    }

    /// A client that asks first is told to send its body only once there is a place for it.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> askForBodiesLate() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }
}
