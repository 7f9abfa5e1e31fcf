package org.imgmill.api.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.imgmill.api.errors.NoRoom;
import org.imgmill.storage.FreeSpace;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/// Refuses new work before its first byte is spooled to a disk that is nearly full.
@Component
class RefuseWithoutRoom extends OncePerRequestFilter {

    private final FreeSpace space;
    private final HandlerExceptionResolver answers;

    RefuseWithoutRoom(
            FreeSpace space,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers) {
        this.space = space;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        boolean file = type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
        boolean list =
                "POST".equals(request.getMethod()) && request.getRequestURI().equals("/v1/batches");
        return !file && !list;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (space.isLow()) {
            answers.resolveException(request, response, null, new NoRoom(space.least()));
        } else {
            chain.doFilter(request, response);
        }
    }
}
