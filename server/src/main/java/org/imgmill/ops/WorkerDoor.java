package org.imgmill.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A worker answers to those who watch it, and to nobody else.
@Component
@ConditionalOnProperty(name = "imgmill.role", havingValue = "worker")
@Order(Ordered.HIGHEST_PRECEDENCE)
class WorkerDoor extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/actuator") || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("application/problem+json");
        response.getWriter()
                .write(
                        """
                        {"type": "/docs/problems#worker", "status": 404, "code": "worker", \
                        "detail": "This node is a worker: it serves only /actuator. Ask a web node."}
                        """);
    }
}
