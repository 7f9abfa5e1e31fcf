package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// Posts to addresses that strangers named, webhooks above all: one attempt per call on a
/// connection of its own, no redirects.
public final class Post {

    private static final int EXCERPT = 1024;

    private final Exchanges exchanges;
    private final String userAgent;

    Post(Exchanges exchanges, String userAgent) {
        this.exchanges = exchanges;
        this.userAgent = userAgent;
    }

    /// For nobody in particular.
    ///
    /// @param timeout for all of it, the answer included
    public Posted post(WebUrl url, Map<String, String> headers, byte[] body, Duration timeout)
            throws InterruptedException {
        return post(url, Asker.NOBODY, headers, body, timeout);
    }

    /// @param asker for whom
    /// @param timeout for all of it, the answer included
    public Posted post(
            WebUrl url, Asker asker, Map<String, String> headers, byte[] body, Duration timeout)
            throws InterruptedException {
        var request = new BasicClassicHttpRequest("POST", url.target());
        request.setHeader("Host", url.authority());
        request.setHeader("User-Agent", userAgent);
        request.setHeader("Content-Type", "application/json");
        request.setHeader("Content-Length", Integer.toString(body.length));
        request.setHeader("Connection", "close");
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        try (var deadline = exchanges.deadline(timeout);
                var answer = exchanges.askAnew(url, request, asker, deadline)) {
            return new Posted.Answered(answer.status(), answer.retryAfter(), excerpt(answer));
        } catch (CutShort early) {
            return early.ending();
        }
    }

    /// As much of the first kilobyte as arrives; the status alone says how it went.
    private static String excerpt(Answer answer) {
        byte[] start = new byte[EXCERPT];
        int length = 0;
        try {
            InputStream in = answer.body();
            for (int n = 0;
                    n >= 0 && length < EXCERPT;
                    n = in.read(start, length, EXCERPT - length)) {
                length += n;
            }
        } catch (IOException brokenOff) {
            return new String(start, 0, length, StandardCharsets.UTF_8);
        }
        return new String(start, 0, length, StandardCharsets.UTF_8);
    }
}
