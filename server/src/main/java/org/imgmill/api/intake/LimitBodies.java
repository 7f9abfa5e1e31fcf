package org.imgmill.api.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.imgmill.limits.BodyLimits;
import org.imgmill.limits.RequestMemory;
import org.imgmill.limits.UploadPaths;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies that are larger than their path takes: at once where the length is announced,
/// otherwise as soon as the limit is passed. JSON counts against the memory of requests, with the
/// objects made of it.
@Component
@Order(FilterOrder.LIMIT_BODIES)
class LimitBodies extends OncePerRequestFilter {

    private static final String LIMIT = LimitBodies.class.getName();

    /// Bytes of heap for a byte of JSON, at worst: `{"a":0}` is a map.
    private static final int GROWTH = 24;

    private final BodyLimits limits;
    private final RequestMemory memory;
    private final AnswerRefusal answers;

    LimitBodies(BodyLimits limits, RequestMemory memory, AnswerRefusal answers) {
        this.answers = answers;
        this.limits = limits;
        this.memory = memory;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path =
                RequestPath.parse(request.getRequestURI(), request.getContextPath())
                        .pathWithinApplication();
        boolean file =
                ArrivingForm.hasType("multipart/", request)
                        || ArrivingForm.hasType("text/csv", request);
        var limit =
                ArrivingForm.hasType("application/x-www-form-urlencoded", request)
                        ? limits.ofShortForm(path)
                        : limits.of(path, file);
        long announced = request.getContentLengthLong();
        if (announced > limit.most().toBytes()) {
            answers.answer(tooLarge(limit), request, response);
            return;
        }
        if (isHeldInMemory(request, file)) {
            boolean known =
                    announced >= 0 && request.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
            memory.hold(request, GROWTH * (known ? announced : limit.most().toBytes()));
        }
        request.setAttribute(LIMIT, limit);
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletInputStream getInputStream() throws IOException {
                        return new Counted(super.getInputStream(), limit);
                    }
                },
                response);
    }

    private static Refused tooLarge(BodyLimits.Limit limit) {
        return new Refused(
                ProblemType.UPLOAD_TOO_LARGE,
                "The body is larger than the %d KB that this path takes%s"
                        .formatted(
                                limit.most().toKilobytes(),
                                limit.advice().isEmpty() ? "." : limit.advice()));
    }

    /// The same limit for a body that was unpacked on the way.
    static ServletInputStream unpacked(ServletInputStream in, HttpServletRequest request) {
        return request.getAttribute(LIMIT) instanceof BodyLimits.Limit limit
                ? new Counted(in, limit)
                : in;
    }

    /// Lists of images are kept on the disk, as files are.
    private static boolean isHeldInMemory(HttpServletRequest request, boolean file) {
        return !file
                && ArrivingForm.hasType("application/json", request)
                && !UploadPaths.isOne(request);
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final BodyLimits.Limit limit;
        private long left;

        Counted(ServletInputStream in, BodyLimits.Limit limit) {
            this.in = in;
            this.limit = limit;
            this.left = limit.most().toBytes();
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            count(n);
            return n;
        }

        private void count(int n) {
            left -= Math.max(0, n);
            if (left < 0) {
                throw tooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
