package org.imgmill.api.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses parameters that cannot be read, such as `?q=50%`, and those with NUL characters, which
/// no text of the database can hold. Forms with files and JSON are checked where they are read,
/// paths by the web server.
@Component
@Order(FilterOrder.MALFORMED_PARAMETERS)
class RefuseMalformedParameters extends OncePerRequestFilter {

    private final AnswerRefusal answers;

    RefuseMalformedParameters(AnswerRefusal answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refused = refused(request);
        if (refused == null) {
            chain.doFilter(request, response);
        } else {
            answers.answer(refused, request, response);
        }
    }

    private static @Nullable Refused refused(HttpServletRequest request) {
        try {
            for (var parameter : request.getParameterMap().entrySet()) {
                if (hasNul(parameter.getKey())
                        || Arrays.stream(parameter.getValue())
                                .anyMatch(RefuseMalformedParameters::hasNul)) {
                    return new Refused(
                            ProblemType.INVALID_FIELD,
                            "The parameter \"%s\" holds a NUL character."
                                    .formatted(parameter.getKey().replace('\0', ' ')));
                }
            }
            return null;
        } catch (InvalidParameterException e) {
            var type = ProblemType.of(e.getErrorCode());
            return new Refused(
                    type == ProblemType.BAD_REQUEST ? ProblemType.INVALID_FIELD : type,
                    "The query, or a form in the body, cannot be read: each % is followed by two hex digits of UTF-8, and %25 is a percent sign.");
        }
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }
}
