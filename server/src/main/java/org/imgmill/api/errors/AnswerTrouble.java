package org.imgmill.api.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.imgmill.auth.Refusal;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers in the words of the API also when something of ours fails at the door, before a request
/// is anybody's: without its database a server knows no keys.
@Component
@Order(AnswerTrouble.OUTSIDE_OF_ALL_BUT_HEADERS)
class AnswerTrouble extends OncePerRequestFilter {

    static final int OUTSIDE_OF_ALL_BUT_HEADERS = -395;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException e) {
            // Whatever no filter within has answered; Trouble logs it.
            if (response.isCommitted()) {
                throw e;
            }
            var trouble = Trouble.over(request, response, e);
            new Refusal(trouble.type().status(), trouble.type().code(), trouble.detail())
                    .answer(request, response);
        }
    }
}
