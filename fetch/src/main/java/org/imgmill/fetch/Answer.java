package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;

/// A response whose body may still be on its way. Closing it before its end breaks the connection.
final class Answer implements AutoCloseable {

    private static final Duration DISCARD_PATIENCE = Duration.ofMillis(250);

    private final ClassicHttpRequest request;
    private final ClassicHttpResponse response;
    private final Connection connection;
    private final Runnable keep;
    private boolean over;

    Answer(
            ClassicHttpRequest request,
            ClassicHttpResponse response,
            Connection connection,
            Runnable keep) {
        this.request = request;
        this.response = response;
        this.connection = connection;
        this.keep = keep;
    }

    int status() {
        return response.getCode();
    }

    @Nullable String header(String name) {
        Header first = response.getFirstHeader(name);
        return first == null ? null : first.getValue();
    }

    /// All values of a header that may stand several times, as one list.
    String headers(String name) {
        var all = new StringBuilder();
        for (Header header : response.getHeaders(name)) {
            all.append(all.isEmpty() ? "" : ",").append(header.getValue());
        }
        return all.toString();
    }

    /// The values of a header that cannot stand in one list.
    List<String> each(String name) {
        return Stream.of(response.getHeaders(name)).map(NameValuePair::getValue).toList();
    }

    Optional<Duration> retryAfter() {
        return RetryAfter.read(header("Retry-After"), Instant.now());
    }

    /// The length that was announced, or -1.
    long length() {
        HttpEntity entity = response.getEntity();
        return entity == null ? 0 : entity.getContentLength();
    }

    InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    /// To be called when the body was read to its end: keeps the connection for the next request.
    ///
    /// @return false where the server has sent more than the response
    boolean finish() throws IOException {
        over = true;
        if (connection.hasSurplus()) {
            boolean harmless = connection.hasOnlyLineEnds();
            connection.abort();
            return harmless;
        }
        if (mayBeKept()) {
            connection.keepFor(KeepAlive.read(headers("Keep-Alive")));
            keep.run();
        } else {
            connection.abort();
        }
        return true;
    }

    private boolean mayBeKept() throws IOException {
        boolean ambiguous =
                response.containsHeader("Transfer-Encoding")
                        && response.containsHeader("Content-Length");
        return !ambiguous
                && !response.containsHeader(LaxLines.NO_HEADER)
                && connection.isSilent()
                && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                        request, response, HttpCoreContext.create());
    }

    /// Reads a body nobody needs, where that is cheaper than a new connection.
    void discard() {
        byte[] buffer = new byte[8192];
        try {
            connection.patience(DISCARD_PATIENCE);
            InputStream body = body();
            for (int budget = 8; budget > 0; budget--) {
                if (body.read(buffer) < 0) {
                    finish();
                    return;
                }
            }
        } catch (IOException notWorthKeeping) {
            close();
        }
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            connection.abort();
        }
    }
}
