package org.imgmill.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// What holds for every face of the API alike.
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final WebSettings settings;

    WebConfiguration(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public void addCorsMappings(CorsRegistry registry) {
        if (!settings.origins().isEmpty()) {
            registry.addMapping("/**")
                    .allowedOrigins(settings.origins().toArray(String[]::new))
                    .allowedMethods("GET", "HEAD", "POST", "PATCH", "DELETE")
                    .exposedHeaders("Location", "Retry-After");
        }
    }

    /// The older documents write some paths with a slash at the end and some without.
    @Bean
    UrlHandlerFilter trailingSlash() {
        return UrlHandlerFilter.trailingSlashHandler(
                        "/compat/**", "/api/**", "/image/**", "/upload/", "/status/**")
                .wrapRequest()
                .build();
    }
}
