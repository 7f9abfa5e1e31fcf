package org.imgmill.origin;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// A web server on a loopback address: serves bytes, plays parts, and remembers who asked for what.
public final class Origin implements AutoCloseable {

    private final String scheme;
    private final ServerSocket server;
    private final ConcurrentMap<String, Part> parts = new ConcurrentHashMap<>();
    private final Queue<Request> log = new ConcurrentLinkedQueue<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger highWater = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private Origin(String scheme, ServerSocket server) {
        this.scheme = scheme;
        this.server = server;
        Thread.ofVirtual().name("origin").start(this::accept);
    }

    public static Origin start() {
        return start("127.0.0.1", null);
    }

    public static Origin startTls(SSLContext tls) {
        return start("127.0.0.1", tls);
    }

    /// @param address a loopback address, such as 127.0.0.2 for a second host
    public static Origin start(String address, @Nullable SSLContext tls) {
        try {
            ServerSocket server =
                    tls == null
                            ? new ServerSocket()
                            : tls.getServerSocketFactory().createServerSocket();
            server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0), 1024);
            return new Origin(tls == null ? "http" : "https", server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Serves these bytes, as any web server would.
    public Origin serve(String path, byte[] body) {
        return play(path, (_, reply) -> reply.respond(200, "", body));
    }

    public Origin play(String path, Part part) {
        parts.put(path, part);
        return this;
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url(String path) {
        return url(server.getInetAddress().getHostAddress(), path);
    }

    /// The same place under another name.
    public String url(String host, String path) {
        return scheme + "://" + host + ":" + port() + path;
    }

    public List<Request> requests() {
        return List.copyOf(log);
    }

    public List<Request> requests(String path) {
        return log.stream().filter(request -> request.path().equals(path)).toList();
    }

    /// How many connections were ever accepted.
    public int connections() {
        return connections.get();
    }

    /// How many requests were ever in flight at the same time.
    public int highWater() {
        return highWater.get();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().name("origin-connection").start(() -> converse(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            var reply = new Reply(socket, socket.getOutputStream(), closed);
            for (Request request = read(in); request != null; request = read(in)) {
                log.add(request);
                highWater.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                try {
                    parts.getOrDefault(request.path(), Origin::notFound).play(request, reply);
                } finally {
                    inFlight.decrementAndGet();
                }
                if (socket.isClosed()) {
                    return;
                }
            }
        } catch (IOException theOtherSideLeft) {
            // clients of a hostile server hang up; their own tests say whether they should have
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private static void notFound(Request request, Reply reply) throws IOException {
        reply.respond(404, "", "no such path".getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        if (lines.isEmpty()) {
            return null;
        }
        String[] first = lines.getFirst().split(" ", 3);
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            _ -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int length =
                Integer.parseInt(headers.getOrDefault("content-length", List.of("0")).getFirst());
        return new Request(first[0], first[1], headers, in.readNBytes(length));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            line.write(c);
        }
        return null;
    }
}
