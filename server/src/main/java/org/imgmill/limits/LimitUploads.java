package org.imgmill.limits;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.imgmill.auth.Caller;
import org.imgmill.limits.Allowance.Left;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Limits how many uploads arrive at a time, and from one key per minute; the others are refused
/// before their bodies are read. No key takes all places from the others.
@Component
@Order(FilterOrder.LIMIT_UPLOADS)
class LimitUploads extends OncePerRequestFilter {

    private static final Duration UNTIL_A_PLACE_MAY_BE_FREE = Duration.ofSeconds(5);

    private final UploadLimits limits;
    private final Allowance allowance;
    private final UploadPlaces places;
    private final AnswerRefusal answers;

    LimitUploads(UploadLimits limits, Allowance allowance, AnswerRefusal answers) {
        this.limits = limits;
        this.allowance = allowance;
        this.answers = answers;
        this.places = new UploadPlaces(limits.concurrent(), System::nanoTime);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !(isForm(request) || UploadPaths.makesABatch(request));
    }

    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var caller = Caller.in(request);
        var key = caller == null ? null : caller.key();
        if (!places.take(key)) {
            refuse(
                    Refused.until(
                            UNTIL_A_PLACE_MAY_BE_FREE,
                            ProblemType.TOO_MANY_UPLOADS,
                            "%d uploads are arriving already, or half as many of this key while others want to send one."
                                    .formatted(limits.concurrent())),
                    request,
                    response);
            return;
        }
        try {
            if (key != null && !request.getServletPath().equals("/v1/preview")) {
                charge(key, response);
            }
            chain.doFilter(request, response);
        } catch (Refused e) {
            refuse(e, request, response);
        } finally {
            places.giveBack(key);
        }
    }

    private void charge(UUID key, HttpServletResponse response) {
        var left = allowance.upload(key);
        announce(left, response);
        for (var each : left) {
            if (each.name().equals("uploads") && each.isSpent()) {
                throw Refused.until(
                        each.reset(),
                        ProblemType.UPLOADS_PER_MINUTE,
                        "This key may make %d uploads a minute.".formatted(each.quota()));
            }
            if (each.name().equals("images") && each.left() == 0) {
                throw Refused.until(
                        each.reset(),
                        ProblemType.IMAGES_PER_DAY,
                        "This key may hand in %d images a day, and none are left until midnight UTC."
                                .formatted(each.quota()));
            }
        }
        allowance.checkBatches(key, 1);
    }

    /// As draft-ietf-httpapi-ratelimit-headers has it.
    private static void announce(List<Left> left, HttpServletResponse response) {
        if (left.isEmpty()) {
            return;
        }
        response.setHeader(
                "RateLimit-Policy",
                left.stream()
                        .map(l -> "\"%s\";q=%d;w=%d".formatted(l.name(), l.quota(), l.window()))
                        .collect(Collectors.joining(", ")));
        response.setHeader(
                "RateLimit",
                left.stream()
                        .map(
                                l ->
                                        "\"%s\";r=%d;t=%d"
                                                .formatted(
                                                        l.name(), l.left(), l.reset().toSeconds()))
                        .collect(Collectors.joining(", ")));
    }

    /// Sent at once: otherwise the client would hear it only after its whole body, or after a long
    /// silence.
    private void refuse(Refused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        answers.answer(refused, request, response);
        response.flushBuffer();
    }
}
