package org.imgmill.api.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.imgmill.limits.UploadPaths;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.storage.FreeSpace;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses new work before its first byte is spooled to a disk that is nearly full.
@Component
@Order(FilterOrder.ROOM)
class RefuseWithoutRoom extends OncePerRequestFilter {

    private final FreeSpace space;
    private final AnswerRefusal answers;

    RefuseWithoutRoom(FreeSpace space, AnswerRefusal answers) {
        this.space = space;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        boolean file = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        boolean list = "POST".equals(request.getMethod()) && UploadPaths.makesABatch(request);
        return !file && !list;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (space.isLow()) {
            answers.answer(
                    new Refused(
                            ProblemType.INSUFFICIENT_STORAGE,
                            "Less than %d MB of disk are free on this server, so it takes no new catalogue. Batches that it has go on. Try again later, or ask its operator to make room (imgmill.min-free)."
                                    .formatted(space.least().toMegabytes())),
                    request,
                    response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
