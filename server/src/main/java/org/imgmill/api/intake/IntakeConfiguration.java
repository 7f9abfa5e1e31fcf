package org.imgmill.api.intake;

import org.imgmill.limits.LargestBodies;
import org.imgmill.processing.Preview;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/// Says how large what arrives may be, and readies the web server for uploads that are refused.
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    @Bean
    LargestBodies largestBodies(UploadSettings files, JsonSettings lists, Preview preview) {
        return new LargestBodies(
                files.maxBytes(), lists.maxBytes(), DataSize.ofBytes(preview.mostBytes()));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> drainBodies(UploadSettings settings) {
        return tomcat -> tomcat.addEngineValves(new DrainBodies(settings.maxBytes().toBytes()));
    }
}
