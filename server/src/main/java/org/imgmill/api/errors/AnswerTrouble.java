package org.imgmill.api.errors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers in the words of the API also when something of ours fails before the caller of a request
/// is known: without its database a server knows no keys.
@Component
@Order(FilterOrder.ANSWER_TROUBLE)
class AnswerTrouble extends OncePerRequestFilter {

    private final AnswerRefusal answers;

    AnswerTrouble(AnswerRefusal answers) {
        this.answers = answers;
    }

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
            answers.answer(Trouble.over(request, e).refused(), request, response);
        }
    }
}
