package org.imgmill.tracing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.imgmill.batch.BatchEvent;
import org.imgmill.refusals.FilterOrder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Traces the requests with which batches came, for callers who trace themselves.
@Component
@Order(FilterOrder.TRACE_UPLOADS)
class TraceUploads extends OncePerRequestFilter {

    private static final String BATCH = TraceUploads.class.getName();

    private final Traces traces;

    TraceUploads(Traces traces) {
        this.traces = traces;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !traces.collected() || request.getHeader(CallerTrace.PARENT) == null;
    }

    @TransactionalEventListener
    void accepted(BatchEvent.Accepted event) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(BATCH, event.batch(), RequestAttributes.SCOPE_REQUEST);
        }
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var begun = Instant.now();
        chain.doFilter(request, response);
        if (request.getAttribute(BATCH) instanceof UUID batch) {
            var route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            traces.answered(
                    new Upload(
                            CallerTrace.of(request),
                            batch,
                            request.getMethod(),
                            String.valueOf(route),
                            begun,
                            response.getStatus()));
        }
    }
}
