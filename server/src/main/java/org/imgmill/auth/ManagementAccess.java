package org.imgmill.auth;

import jakarta.servlet.Filter;
import org.imgmill.refusals.FilterOrder;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/// With `management.server.port` the metrics have a port of their own: it listens where the server
/// does, unless `management.server.address` says otherwise, and behind the same filters. Not found
/// by scanning: it is for that port's context alone.
@ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
public class ManagementAccess {

    /// After Spring's own, which takes a missing address for all there are.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> sameAddress(
            ManagementServerProperties management, ServerProperties server) {
        return new SameAddress(management, server);
    }

    private record SameAddress(ManagementServerProperties management, ServerProperties server)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            if (management.getAddress() == null) {
                factory.setAddress(server.getAddress());
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }

    @Bean
    FilterRegistrationBean<Filter> managementHeaders(ApiHeaders headers) {
        return at(FilterOrder.HEADERS, headers);
    }

    @Bean
    FilterRegistrationBean<Filter> managementForeignPages(RefuseForeignPages foreign) {
        return at(FilterOrder.FOREIGN_PAGES, foreign);
    }

    @Bean
    FilterRegistrationBean<Filter> managementAuthenticate(Authenticate authenticate) {
        return at(FilterOrder.AUTHENTICATE, authenticate);
    }

    private static FilterRegistrationBean<Filter> at(int order, Filter filter) {
        var registered = new FilterRegistrationBean<>(filter);
        registered.setOrder(order);
        return registered;
    }
}
