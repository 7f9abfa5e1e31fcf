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
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;

/// One HTTP/1.1 connection to one host, strict about bytes that belong to no response.
final class Connection extends DefaultBHttpClientConnection {

    private static final int MAX_HEAD = 64 * 1024;

    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(MAX_HEAD).setMaxHeaderCount(1000).build();

    private static final DefaultHttpResponseParserFactory LAX =
            new DefaultHttpResponseParserFactory(LIMITS, new LaxLines(), null);

    private static final int MAX_INTERIM_RESPONSES = 8;

    private final Socket wire;
    private @Nullable SessionInputBuffer unread;

    /// Bytes that the rest of the head may take; negative: the head is over.
    private int headLeft = -1;

    private long parkedAt;
    private Duration keepFor = IdleConnections.MAX_IDLE;

    /// Since when somebody waits for a byte; 0 where nobody does.
    private volatile long waitsSince;

    private Connection(Socket wire) {
        super(LIMITS, null, null, BodyLength.OF_ANSWERS, null, null, LAX);
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
        headLeft = MAX_HEAD;
        try {
            return receiveResponseHeader();
        } catch (IllegalArgumentException | IllegalStateException e) {
            // httpcore takes a status of 0 for our own mistake
            throw new ProtocolException("the header makes no sense", e);
        } finally {
            headLeft = -1;
        }
    }

    /// How long somebody has been waiting for a byte, by the clock of `System.nanoTime`.
    long silentFor(long now) {
        long since = waitsSince;
        return since == 0 ? 0 : now - since;
    }

    /// Limits every single wait for a byte, beside the deadline; 0: only the deadline.
    void patience(Duration time) throws IOException {
        wire.setSoTimeout((int) time.toMillis());
    }

    /// Whether bytes are here that no response so far has claimed.
    boolean hasSurplus() throws IOException {
        return (unread != null && unread.length() > 0)
                || getSocketHolder().getInputStream().available() > 0;
    }

    /// Whether only line ends are here, which many servers send after a body.
    boolean hasOnlyLineEnds() throws IOException {
        InputStream wire = getSocketHolder().getInputStream();
        var buffer = unread;
        byte[] some = new byte[8];
        int length = 0;
        while (buffer != null && buffer.length() > 0 && length < some.length) {
            some[length++] = (byte) buffer.read(wire);
        }
        for (int here = wire.available(); here > 0 && length < some.length; here--) {
            some[length++] = (byte) wire.read();
        }
        for (int i = 0; i < length; i++) {
            if (some[i] != '\r' && some[i] != '\n') {
                return false;
            }
        }
        return length < some.length;
    }

    /// Whether nothing has come since the last response, not even what TLS says on its own.
    boolean isSilent() throws IOException {
        return !hasSurplus() && wire.getInputStream().available() == 0;
    }

    Socket wire() {
        return wire;
    }

    /// How long this connection may wait for its next request.
    void keepFor(Duration time) {
        keepFor = time;
    }

    boolean parkedTooLong() {
        return parkedLongerThan(keepFor);
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
                        return counted(in.read(to, offset, length));
                    } finally {
                        waitsSince = 0;
                    }
                }
            };
        }

        private int counted(int length) throws HeadTooLarge {
            if (headLeft >= 0) {
                headLeft -= Math.max(0, length);
                if (headLeft < 0) {
                    throw new HeadTooLarge();
                }
            }
            return length;
        }
    }

    /// The head of an answer is larger than we hold.
    static final class HeadTooLarge extends IOException {

        private HeadTooLarge() {
            super("the head of the answer is larger than " + MAX_HEAD + " bytes");
        }
    }
}
