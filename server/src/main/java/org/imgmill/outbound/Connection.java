package org.imgmill.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection to one host, strict about bytes that belong to no response.
final class Connection extends DefaultBHttpClientConnection {

    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(16 * 1024).setMaxHeaderCount(128).build();

    private static final int MAX_INTERIM_RESPONSES = 8;

    private final Socket wire;
    private final Duration idleTimeout;
    private @Nullable SessionInputBuffer unread;
    private long parkedAt;

    /// @param wire the TCP socket, under TLS where there is any
    Connection(Socket wire, Duration idleTimeout) {
        super(LIMITS);
        this.wire = wire;
        this.idleTimeout = idleTimeout;
    }

    ClassicHttpResponse exchange(ClassicHttpRequest request) throws HttpException, IOException {
        patience(idleTimeout);
        sendRequestHeader(request);
        sendRequestEntity(request);
        flush();
        for (int interim = 0; interim <= MAX_INTERIM_RESPONSES; interim++) {
            ClassicHttpResponse response = readHeader();
            if (response.getCode() == 101) {
                throw new ProtocolException("switches to a protocol nobody asked for");
            }
            if (response.getCode() >= 200) {
                if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
                    receiveResponseEntity(response);
                }
                return response;
            }
        }
        throw new ProtocolException("sends interim responses without end");
    }

    private ClassicHttpResponse readHeader() throws HttpException, IOException {
        try {
            return receiveResponseHeader();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // httpcore holds a status of 0 for a mistake of ours
            throw new ProtocolException("the header makes no sense", e);
        }
    }

    /// Limits every single wait for a byte.
    void patience(Duration time) throws IOException {
        wire.setSoTimeout((int) time.toMillis());
    }

    /// Whether bytes are here that no response so far has claimed.
    boolean hasSurplus() throws IOException {
        return (unread != null && unread.length() > 0)
                || getSocketHolder().getInputStream().available() > 0;
    }

    /// Whether nothing has come since the last response, not even what TLS says on its own.
    boolean isSilent() throws IOException {
        return !hasSurplus() && wire.getInputStream().available() == 0;
    }

    Socket wire() {
        return wire;
    }

    void park() {
        parkedAt = System.nanoTime();
    }

    boolean parkedLongerThan(Duration time) {
        return System.nanoTime() - parkedAt > time.toNanos();
    }

    void abort() {
        Deadline.abort(wire);
    }

    @Override
    protected InputStream createContentInputStream(
            long length, SessionInputBuffer buffer, InputStream in) {
        unread = buffer;
        return super.createContentInputStream(length, buffer, in);
    }
}
