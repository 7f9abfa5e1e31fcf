package org.imgmill.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A connection on which a test sends what no HTTP client would.
public final class RawHttp implements AutoCloseable {

    /// Far beyond any honest wait, and the only end of one: reading cannot be interrupted.
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Socket socket = new Socket();

    /// @param from the loopback address to come from
    public static RawHttp to(Server server, String from) {
        var raw = new RawHttp();
        try {
            raw.socket.setSoTimeout((int) LIMIT.toMillis());
            raw.socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
            raw.socket.connect(
                    new InetSocketAddress(
                            InetAddress.ofLiteral("127.0.0.1"),
                            URI.create(server.url("/")).getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return raw;
    }

    public static RawHttp to(Server server) {
        return to(server, "127.0.0.1");
    }

    /// A request without a body, and all of its answer.
    ///
    /// @param headers each without its line's end
    public static String ask(Server server, String line, String... headers) {
        try (var raw = to(server)) {
            raw.send(head(line, headers));
            return raw.answer();
        }
    }

    /// The head of a request after which the connection ends.
    public static String head(String line, String... headers) {
        return line + " HTTP/1.1\r\nConnection: close\r\n" + lines(headers) + "\r\n";
    }

    private static String lines(String... headers) {
        var lines = new StringBuilder();
        for (var header : headers) {
            lines.append(header).append("\r\n");
        }
        return lines.toString();
    }

    public RawHttp send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Whether the server still takes what is sent.
    public boolean trySend(String text) {
        try {
            send(text);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    public RawHttp endOfRequest() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// One line of the answer.
    public String line() {
        try {
            var line = new StringBuilder();
            for (int b = socket.getInputStream().read();
                    b >= 0 && b != '\n';
                    b = socket.getInputStream().read()) {
                line.append((char) b);
            }
            return line.toString().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The answer without its body, as soon as it is there.
    public String answerHead() {
        var head = new StringBuilder();
        for (var line = line(); !line.isEmpty(); line = line()) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    /// Everything until the server closes; what came before it broke the connection off, if it did.
    public String answer() {
        var answer = new StringBuilder();
        try {
            for (int b = socket.getInputStream().read();
                    b >= 0;
                    b = socket.getInputStream().read()) {
                answer.append((char) b);
            }
        } catch (SocketException brokenOff) {
            answer.append("(broken off)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
