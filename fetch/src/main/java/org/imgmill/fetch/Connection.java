package org.imgmill.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection to one host, strict about bytes that belong to no response.
final class Connection extends DefaultBHttpClientConnection {

    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(16 * 1024).setMaxHeaderCount(128).build();

    private static final int MAX_INTERIM_RESPONSES = 8;

    private final Socket wire;
    private @Nullable SessionInputBuffer unread;
    private long parkedAt;

    /// Since when somebody waits for a byte; 0 where nobody does.
    private volatile long waitsSince;

    private Connection(Socket wire) {
        super(LIMITS);
        this.wire = wire;
    }

    static Connection plain(Socket socket) throws IOException {
        var connection = new Connection(socket);
        connection.bind(connection.new Heard(socket));
        return connection;
    }

    /// @param wire the TCP socket under the TLS
    static Connection secure(SSLSocket tls, Socket wire) throws IOException {
        var connection = new Connection(wire);
        connection.bind(connection.new Heard(tls, wire));
        return connection;
    }

    ClassicHttpResponse exchange(ClassicHttpRequest request) throws HttpException, IOException {
        patience(Duration.ZERO);
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

    /// How long somebody has been waiting for a byte, by the clock of `System.nanoTime`.
    long silentFor(long now) {
        long since = waitsSince;
        return since == 0 ? 0 : now - since;
    }

    /// Limits every single wait for a byte, beside the deadline; 0 leaves it to that.
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

    /// Notes when somebody waits for a byte.
    private final class Heard extends SocketHolder {

        Heard(Socket socket) {
            super(socket);
        }

        Heard(SSLSocket tls, Socket wire) {
            super(tls, wire);
        }

        @Override
        protected InputStream getInputStream(Socket from) throws IOException {
            return new FilterInputStream(super.getInputStream(from)) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
                }

                @Override
                public int read(byte[] to, int offset, int length) throws IOException {
                    waitsSince = System.nanoTime() | 1; // never 0
                    try {
                        return in.read(to, offset, length);
                    } finally {
                        waitsSince = 0;
                    }
                }
            };
        }
    }
}
