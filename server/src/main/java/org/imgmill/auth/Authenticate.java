package org.imgmill.auth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Finds out who makes a request and whether they may. What is not open to everyone by name is
/// closed.
@Component
@Order(FilterOrder.AUTHENTICATE)
class Authenticate extends OncePerRequestFilter {

    /// The page and the documents, which hold nothing of anyone's; outputs, whose links are the
    /// key; health, for load balancers.
    private static final List<PathPattern> OPEN =
            patterns(
                    "/",
                    "/index.html",
                    "/preview",
                    "/catalogues",
                    "/catalogues/*",
                    "/keys",
                    "/batches/*",
                    "/page/**",
                    "/favicon.ico",
                    "/files/**",
                    "/samples/**",
                    "/docs/**",
                    "/redoc/**",
                    "/swagger-ui/**",
                    "/v3/api-docs/**",
                    "/v3/api-docs.yaml",
                    "/actuator/health/**",
                    "/v1/session");

    private static final List<PathPattern> ADMIN = patterns("/v1/keys/**", "/v1/audit/**");

    private static final List<PathPattern> METRICS = patterns("/actuator/**");

    private final AccessPolicy policy;
    private final TryKey tryKey;
    private final Sessions sessions;
    private final Audit audit;
    private final AnswerRefusal answers;

    Authenticate(
            AccessPolicy policy,
            TryKey tryKey,
            Sessions sessions,
            Audit audit,
            AnswerRefusal answers) {
        this.policy = policy;
        this.tryKey = tryKey;
        this.sessions = sessions;
        this.audit = audit;
        this.answers = answers;
    }

    private static List<PathPattern> patterns(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = path(request);
        if (matches(OPEN, path) || CorsUtils.isPreFlightRequest(request)) {
            chain.doFilter(request, response);
            return;
        }
        switch (identify(request)) {
            case Tried.Wrong() -> {
                if (Credential.of(request) instanceof Credential.OfKey) {
                    audit.note(Caller.NOBODY, request, HttpStatus.UNAUTHORIZED.value(), null);
                }
                answers.answer(unauthorized(), request, response);
            }
            case Tried.TooMany(var seconds) ->
                    answers.answer(tooManyTries(seconds), request, response);
            case Tried.Right(var caller) -> {
                var needed = needed(request, path);
                if (caller.may(needed)) {
                    caller.attach(request);
                    pass(caller, request, response, chain);
                } else {
                    audit.note(caller, request, HttpStatus.FORBIDDEN.value(), null);
                    answers.answer(
                            new Refused(
                                    ProblemType.INSUFFICIENT_SCOPE,
                                    "This key lacks the scope " + needed.word() + "."),
                            request,
                            response);
                }
            }
        }
    }

    /// Matched against the very path that the dispatcher will see, undecoded and unnormalised, so
    /// that the two never disagree about what is asked for.
    private static PathContainer path(HttpServletRequest request) {
        return RequestPath.parse(request.getRequestURI(), request.getContextPath())
                .pathWithinApplication();
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }

    private Tried identify(HttpServletRequest request) {
        if (!policy.askForKey()) {
            return new Tried.Right(Caller.KEYLESS);
        }
        return switch (Credential.of(request)) {
            case Credential.OfKey(var key) -> tryKey.with(key, request.getRemoteAddr());
            case Credential.None() ->
                    sessions.find(request).<Tried>map(Tried.Right::new).orElseGet(Tried.Wrong::new);
        };
    }

    private static Scope needed(HttpServletRequest request, PathContainer path) {
        if (matches(ADMIN, path)) {
            return Scope.ADMIN;
        }
        if (matches(METRICS, path)) {
            return Scope.METRICS;
        }
        return RefuseForeignPages.HARMLESS.contains(request.getMethod()) ? Scope.READ : Scope.WRITE;
    }

    private void pass(
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        if (RefuseForeignPages.HARMLESS.contains(request.getMethod()) && !audit.hasReads()) {
            chain.doFilter(request, response);
            return;
        }
        // What is thrown from here on is answered further out, as a fault of ours.
        int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            audit.note(
                    caller,
                    request,
                    response.isCommitted() ? response.getStatus() : status,
                    response.getHeader(HttpHeaders.LOCATION));
        }
    }

    private static Refused unauthorized() {
        return new Refused(
                ProblemType.UNAUTHORIZED,
                "This server needs a key: Authorization: Bearer im_..., X-API-Key, or the key as the user name of Basic.");
    }

    static Refused tooManyTries(long seconds) {
        return Refused.until(
                Duration.ofSeconds(seconds),
                ProblemType.TOO_MANY_TRIES,
                "Too many wrong keys came from this address; try again later.");
    }
}
