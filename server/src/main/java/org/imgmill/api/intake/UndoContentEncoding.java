package org.imgmill.api.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.imgmill.refusals.AnswerRefusal;
import org.imgmill.refusals.FilterOrder;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Unpacks bodies that come with `Content-Encoding: gzip`, so that every limit behind it counts
/// what comes out; other codings are refused.
@Component
@Order(FilterOrder.CONTENT_ENCODING)
class UndoContentEncoding extends OncePerRequestFilter {

    private final AnswerRefusal answers;

    UndoContentEncoding(AnswerRefusal answers) {
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var coding =
                request.getHeader(HttpHeaders.CONTENT_ENCODING).strip().toLowerCase(Locale.ROOT);
        switch (coding) {
            case "", "identity" -> chain.doFilter(request, response);
            case "gzip", "x-gzip" -> {
                if (isRead(request)) {
                    chain.doFilter(new Unpacked(request), response);
                } else {
                    refuse("Only forms, CSV and JSON may come gzip'd.", request, response);
                }
            }
            default ->
                    refuse("This server undoes no Content-Encoding but gzip.", request, response);
        }
    }

    /// Bodies of other types are read below this filter.
    private static boolean isRead(HttpServletRequest request) {
        return ArrivingForm.hasType("multipart/", request)
                || ArrivingForm.hasType("text/csv", request)
                || ArrivingForm.hasType("application/json", request);
    }

    private void refuse(String detail, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
        answers.answer(new Refused(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail), request, response);
    }

    private static final class Unpacked extends HttpServletRequestWrapper {

        private @Nullable ServletInputStream body;

        Unpacked(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                body = LimitBodies.unpacked(new Gunzipped(super.getInputStream()), this);
            }
            return body;
        }

        /// Known only once it is unpacked.
        @Override
        public int getContentLength() {
            return -1;
        }

        @Override
        public long getContentLengthLong() {
            return -1;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH) ? null : super.getHeader(name);
        }
    }
}
