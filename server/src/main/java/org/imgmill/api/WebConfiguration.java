package org.imgmill.api;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.UrlHandlerFilter;

/// What holds for every face of the API alike.
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

    /// The older documents write some paths with a slash at the end and some without.
    @Bean
    UrlHandlerFilter trailingSlash() {
        return UrlHandlerFilter.trailingSlashHandler(
                        "/compat/**", "/api/**", "/image/**", "/upload/", "/status/**")
                .wrapRequest()
                .build();
    }

    /// The innermost valve reports first.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> errorAnswers() {
        return factory ->
                factory.addContextCustomizers(
                        context -> context.getParent().getPipeline().addValve(new ErrorAnswers()));
    }
}
