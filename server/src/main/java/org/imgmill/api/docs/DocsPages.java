package org.imgmill.api.docs;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.imgmill.refusals.FilterOrder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// /docs and /redoc: two ways to read the same OpenAPI, both from files of this server and under a
/// policy that lets them load nothing else.
@Configuration(proxyBeanMethods = false)
class DocsPages implements WebMvcConfigurer {

    /// Both libraries write their styles into the page while they run, and draw their icons from
    /// data: addresses.
    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self' 'unsafe-inline'",
                    "img-src 'self' data:",
                    "font-src 'self' data:",
                    "connect-src 'self'",
                    "base-uri 'none'",
                    "form-action 'none'",
                    "frame-ancestors 'none'");

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addViewController("/docs").setViewName("forward:/docs/swagger.html");
        views.addRedirectViewController("/docs/", "/docs");
        views.addViewController("/redoc").setViewName("forward:/docs/redoc.html");
    }

    @Bean
    DocsHeaders docsHeaders() {
        return new DocsHeaders();
    }

    @Order(FilterOrder.DOCS_HEADERS)
    static final class DocsHeaders extends OncePerRequestFilter {

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            var path = request.getRequestURI();
            return !(path.equals("/docs") || path.equals("/redoc") || path.startsWith("/docs/"));
        }

        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            chain.doFilter(request, response);
        }
    }
}
