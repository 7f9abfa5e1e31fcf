package org.imgmill.auth;

import org.imgmill.refusals.FilterOrder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/// Which answers a browser hands to pages of other sites.
@Configuration(proxyBeanMethods = false)
class CorsConfigurer {

    /// Before the door, so that a page that is let in can also read why it was refused.
    @Bean
    FilterRegistrationBean<CorsFilter> cors(CorsSettings settings) {
        var allowed = new CorsConfiguration();
        settings.origins().forEach(allowed::addAllowedOrigin);
        for (var method : new String[] {"GET", "HEAD", "POST", "PATCH", "DELETE"}) {
            allowed.addAllowedMethod(method);
        }
        allowed.addAllowedHeader("*");
        for (var header :
                new String[] {"Location", "Retry-After", "RateLimit", "RateLimit-Policy"}) {
            allowed.addExposedHeader(header);
        }
        allowed.setMaxAge(1800L);
        var source = new UrlBasedCorsConfigurationSource();
        if (!settings.origins().isEmpty()) {
            source.registerCorsConfiguration("/**", allowed);
        }
        var filter = new FilterRegistrationBean<>(new CorsFilter(source));
        filter.setOrder(FilterOrder.CORS);
        return filter;
    }
}
