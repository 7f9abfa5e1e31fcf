package org.imgmill.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// The heap that requests hold on this node, beside what images on their way hold
/// (`imgmill.outbound.memory`). A request waits for memory; one that gets none is a 503.
///
/// A request keeps what it holds until the last byte of its answer is written, so that slow readers
/// count for as long as they read.
@Component
@Order(FilterOrder.REQUEST_MEMORY)
public class RequestMemory extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(RequestMemory.class);
    private static final String HELD = RequestMemory.class.getName();
    private static final int PAGE = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int most;
    private final Semaphore pages;

    RequestMemory(MemorySettings settings) {
        this.most = (int) Math.min(Integer.MAX_VALUE, settings.bytes() / PAGE);
        this.pages = new Semaphore(most, true);
    }

    /// Reserves so much for this request, until it has been answered. A request for more than there
    /// is at all gets all of it.
    ///
    /// @throws Refused if others keep it for longer than a few seconds
    public void hold(HttpServletRequest request, long bytes) {
        var held = held(request);
        int more = (int) Math.min(most - (long) held.pages, (bytes + PAGE - 1) / PAGE);
        try {
            if (more > 0 && !pages.tryAcquire(more, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw noneLeft();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noneLeft();
        }
        held.pages += Math.max(0, more);
    }

    private static Refused noneLeft() {
        log.warn(
                "A request was not answered: others hold all the memory that they may (imgmill.requests.memory).");
        return Refused.until(
                PATIENCE,
                ProblemType.UNAVAILABLE,
                "Other requests hold all the memory that they may at present; ask again later.");
    }

    private static Held held(HttpServletRequest request) {
        if (request.getAttribute(HELD) instanceof Held held) {
            return held;
        }
        throw new IllegalStateException("a request that passed no filter");
    }

    /// Belongs to the thread that answers the request.
    private static final class Held {
        private int pages;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var held = new Held();
        request.setAttribute(HELD, held);
        try {
            chain.doFilter(request, response);
        } finally {
            pages.release(held.pages);
        }
    }
}
