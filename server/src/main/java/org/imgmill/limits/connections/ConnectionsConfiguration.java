package org.imgmill.limits.connections;

import org.imgmill.limits.AnswerLimits;
import org.imgmill.refusals.AnswerRefusal;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Puts the watch between Tomcat and its sockets.
@Configuration(proxyBeanMethods = false)
class ConnectionsConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> watchConnections(
            ConnectionSettings settings, AnswerLimits answers, AnswerRefusal refusals) {
        return tomcat -> {
            tomcat.setProtocol(WatchedProtocol.class.getName());
            var open = new OpenConnections(settings, answers);
            tomcat.addEngineValves(new KeepPlacesForHealth(open, refusals));
            tomcat.addConnectorCustomizers(
                    connector -> {
                        if (connector.getProtocolHandler() instanceof WatchedProtocol protocol) {
                            protocol.watchedBy(open);
                        }
                    });
        };
    }
}
