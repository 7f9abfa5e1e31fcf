package org.imgmill.limits;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.imgmill.auth.Caller;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Limits how many large answers one key is sent at a time: a slow reader keeps disk and memory for
/// as long as it reads.
@Component
@Order(FilterOrder.LIMIT_ANSWERS)
class LimitAnswers extends OncePerRequestFilter {

    private static final List<PathPattern> LARGE =
            Stream.of(
                            "/v1/batches/*/images/*/original",
                            "/v1/batches/*/results.zip",
                            "/v1/batches/*/results",
                            "/v1/batches/*/results.csv",
                            "/v1/batches/*/errors.csv",
                            "/v1/preview",
                            "/api/download/*",
                            "/results/*",
                            "/static/csv/*",
                            "/compat/*/api/download/*",
                            "/compat/*/results/*",
                            "/compat/*/static/csv/*")
                    .map(PathPatternParser.defaultInstance::parse)
                    .toList();

    /// @param key null: without a key
    private record Owner(@Nullable UUID key) {}

    private static final Duration UNTIL_ONE_MAY_BE_SENT = Duration.ofSeconds(5);

    private final int most;
    private final AnswerRefusal answers;
    private final Map<Owner, Integer> sending = new ConcurrentHashMap<>();

    LimitAnswers(AnswerLimits limits, AnswerRefusal answers) {
        this.answers = answers;
        this.most = limits.concurrentPerKey();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path =
                RequestPath.parse(request.getRequestURI(), request.getContextPath())
                        .pathWithinApplication();
        return LARGE.stream().noneMatch(pattern -> pattern.matches(path));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = Caller.in(request);
        var owner = new Owner(caller == null ? null : caller.key());
        if (sending.merge(owner, 1, Integer::sum) > most) {
            ended(owner);
            answers.answer(
                    Refused.until(
                            UNTIL_ONE_MAY_BE_SENT,
                            ProblemType.TOO_MANY_DOWNLOADS,
                            "%d originals, previews and results are being sent to this key already."
                                    .formatted(most)),
                    request,
                    response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new WhenSent(owner));
            } else {
                ended(owner);
            }
        }
    }

    private void ended(Owner owner) {
        sending.computeIfPresent(owner, (_, answers) -> answers == 1 ? null : answers - 1);
    }

    private final class WhenSent implements AsyncListener {

        private final Owner owner;

        WhenSent(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            ended(owner);
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
