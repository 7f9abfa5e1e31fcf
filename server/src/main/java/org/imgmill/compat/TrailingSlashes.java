package org.imgmill.compat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.UrlHandlerFilter;

/// The older documents write some paths with a slash at the end and some without.
@Configuration(proxyBeanMethods = false)
class TrailingSlashes {

    @Bean
    UrlHandlerFilter trailingSlash() {
        return UrlHandlerFilter.trailingSlashHandler(
                        "/compat/**", "/api/**", "/image/**", "/upload/", "/status/**")
                .wrapRequest()
                .build();
    }
}
