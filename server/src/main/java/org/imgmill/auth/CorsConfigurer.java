package org.imgmill.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/// Which answers a browser hands to pages of other sites.
@Configuration(proxyBeanMethods = false)
class CorsConfigurer {

    private static final List<String> EXPOSED =
            List.of(
                    "Location",
                    "Retry-After",
                    "RateLimit",
                    "RateLimit-Policy",
                    "Content-Disposition",
                    "Content-Range",
                    "ETag",
                    "X-Imgmill-Bytes-In",
                    "X-Imgmill-Bytes-Out",
                    "X-Imgmill-Width",
                    "X-Imgmill-Height",
                    "X-Imgmill-Format",
                    "X-Imgmill-Quality",
                    "X-Imgmill-Look");

    /// Before authentication, so that a page that is let in can also read why it was refused.
    @Bean
    FilterRegistrationBean<CorsFilter> cors(CorsSettings settings, AnswerRefusal answers) {
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/files/**", allowed(List.of("*"), "GET", "HEAD"));
        if (!settings.origins().isEmpty()) {
            source.registerCorsConfiguration(
                    "/**", allowed(settings.origins(), "GET", "HEAD", "POST", "PATCH", "DELETE"));
        }
        var cors = new CorsFilter(source);
        cors.setCorsProcessor(new RefuseInWords(answers));
        var filter = new FilterRegistrationBean<>(cors);
        filter.setOrder(FilterOrder.CORS);
        return filter;
    }

    private static CorsConfiguration allowed(List<String> origins, String... methods) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(List.of(methods));
        allowed.addAllowedHeader("*");
        allowed.setExposedHeaders(EXPOSED);
        allowed.setMaxAge(1800L);
        return allowed;
    }

    /// A page that is not allowed is told so as everybody else is.
    private static final class RefuseInWords extends DefaultCorsProcessor {

        private final AnswerRefusal answers;

        RefuseInWords(AnswerRefusal answers) {
            this.answers = answers;
        }

        @Override
        public boolean processRequest(
                @Nullable CorsConfiguration allowed,
                HttpServletRequest request,
                HttpServletResponse response)
                throws IOException {
            boolean passes = super.processRequest(allowed, request, response);
            if (!passes) {
                answers.answer(RefuseForeignPages.foreignOrigin(), request, response);
            }
            return passes;
        }

        @Override
        protected void rejectRequest(ServerHttpResponse response) {
            response.setStatusCode(HttpStatus.FORBIDDEN);
        }
    }
}
