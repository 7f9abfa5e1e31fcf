package org.imgmill.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.storage.Storage;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// What a browser may do with the page: its own scripts and styles, pictures of this server and of
/// the storage its links lead to, and nothing else, so that a product's name could not become a
/// script even if it reached the markup.
@Component
@Order(FilterOrder.PAGE_HEADERS)
class PageHeaders extends OncePerRequestFilter {

    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' blob: %s",
                    "connect-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'",
                    "require-trusted-types-for 'script'",
                    "trusted-types lit-html");
    private static final String ANY_KEY = "00000000000000000000000000000000/1-0.jpg";

    private final Storage storage;

    PageHeaders(Storage storage) {
        this.storage = storage;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !(path.equals("/")
                || path.equals("/index.html")
                || path.equals("/preview")
                || path.equals("/catalogues")
                || path.startsWith("/catalogues/")
                || path.equals("/keys")
                || path.startsWith("/batches/")
                || path.startsWith("/page/"));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        on(response);
        chain.doFilter(request, response);
    }

    void on(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY.formatted(originOfOutputs()));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }

    private String originOfOutputs() {
        var link = URI.create(storage.link(ANY_KEY));
        return link.getScheme() + "://" + link.getAuthority();
    }
}
