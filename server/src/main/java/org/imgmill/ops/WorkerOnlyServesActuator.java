package org.imgmill.ops;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.imgmill.node.NodeRole;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// A worker answers to those who watch it, and to nobody else.
@Component
@Conditional(WorkerOnlyServesActuator.IsWorker.class)
@Order(FilterOrder.WORKER)
class WorkerOnlyServesActuator extends OncePerRequestFilter {

    private final AnswerRefusal answers;

    WorkerOnlyServesActuator(AnswerRefusal answers) {
        this.answers = answers;
    }

    static final class IsWorker implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !NodeRole.of(context.getEnvironment()).serves();
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.equals("/actuator") || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        answers.answer(
                new Refused(
                        ProblemType.WORKER,
                        "This node is a worker: it serves only /actuator. Ask a web node."),
                request,
                response);
    }
}
