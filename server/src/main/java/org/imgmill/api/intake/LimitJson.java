package org.imgmill.api.intake;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
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
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses JSON that is too large before it fills the memory: at once where its length is
/// announced, otherwise as soon as the limit is passed.
@Component
@Order(FilterOrder.LIMIT_JSON)
class LimitJson extends OncePerRequestFilter {

    private final DataSize most;
    private final AnswerRefusal answers;

    LimitJson(JsonSettings settings, AnswerRefusal answers) {
        this.most = settings.maxBytes();
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null || !type.toLowerCase(Locale.ROOT).contains("json");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > most.toBytes()) {
            answers.answer(tooLarge(most), request, response);
            return;
        }
        chain.doFilter(
                new HttpServletRequestWrapper(request) {
                    @Override
                    public ServletInputStream getInputStream() throws IOException {
                        return new Counted(super.getInputStream(), most);
                    }
                },
                response);
    }

    private static Refused tooLarge(DataSize most) {
        return new Refused(
                ProblemType.UPLOAD_TOO_LARGE,
                "The body is larger than the %d KB of JSON that this server takes (imgmill.json.max-bytes). Hand a file in, or several lists."
                        .formatted(most.toKilobytes()));
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream in;
        private final DataSize most;
        private long left;

        Counted(ServletInputStream in, DataSize most) {
            this.in = in;
            this.most = most;
            this.left = most.toBytes();
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
                throw tooLarge(most);
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
