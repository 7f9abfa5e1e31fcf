package org.imgmill.api.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.imgmill.api.errors.ProblemType;
import org.imgmill.auth.Refusal;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses parameters with NUL characters, which no text of the database can hold. Forms with files
/// and JSON are checked where they are read, paths by the web server.
@Component
@Order(RefuseNuls.BEHIND_THE_DOOR)
class RefuseNuls extends OncePerRequestFilter {

    static final int BEHIND_THE_DOOR = -365;

    static final int BEFORE_ANYTHING_IS_LOOKED_UP = -375;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        for (var parameter : request.getParameterMap().entrySet()) {
            if (hasNul(parameter.getKey())
                    || Arrays.stream(parameter.getValue()).anyMatch(RefuseNuls::hasNul)) {
                new Refusal(
                                HttpStatus.BAD_REQUEST,
                                ProblemType.INVALID_FIELD.code(),
                                "The parameter \"%s\" holds a NUL character."
                                        .formatted(parameter.getKey().replace('\0', ' ')))
                        .answer(request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }
}
