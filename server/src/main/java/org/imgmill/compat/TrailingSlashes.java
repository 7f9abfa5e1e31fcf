package org.imgmill.compat;

import org.imgmill.refusals.FilterOrder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.UrlHandlerFilter;

/// The older documents write some paths with a slash at the end and some without.
@Configuration(proxyBeanMethods = false)
class TrailingSlashes {

    @Bean
    FilterRegistrationBean<UrlHandlerFilter> trailingSlash() {
        var filter =
                new FilterRegistrationBean<>(
                        UrlHandlerFilter.trailingSlashHandler(
                                        "/compat/**",
                                        "/api/**",
                                        "/image/**",
                                        "/upload/",
                                        "/status/**")
                                .wrapRequest()
                                .build());
        filter.setOrder(FilterOrder.TRAILING_SLASH);
        return filter;
    }
}
