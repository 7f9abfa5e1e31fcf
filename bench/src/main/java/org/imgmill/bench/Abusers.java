package org.imgmill.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Clients that mean harm, each on a thread of its own and as lazy as it can be, so that the cost
/// is the server's and not theirs. A client that is thrown out comes back.
final class Abusers implements AutoCloseable {

    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)retry-after: (\\d+)");
    private static final int BEAT_MILLIS = 1000;

    /// How many bytes a beat one of them posts, or reads.
    private static final int POSTED = 1 << 20;

    private static final int READ = 1 << 10;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final URI server;
    private final List<String> keys;
    private final AtomicLong comings = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();
    private volatile boolean over;

    /// @param keys of theirs; uploads all come with the first
    Abusers(String server, List<String> keys) {
        this.server = URI.create(server);
        this.keys = List.copyOf(keys);
    }

    /// Connections so far, those that came back included.
    long comings() {
        return comings.get();
    }

    /// Answers that were not 200 or 202.
    long refusals() {
        return refusals.get();
    }

    private interface Client {
        void call(Socket socket) throws IOException, InterruptedException;
    }

    private void begin(int many, Client client) {
        for (int i = 0; i < many; i++) {
            var from = "127.0.0." + (2 + i % 8);
            var _ =
                    threads.submit(
                            () -> {
                                while (!over) {
                                    comings.incrementAndGet();
                                    try (var socket = new Socket()) {
                                        socket.setReceiveBufferSize(1 << 14);
                                        socket.bind(
                                                new InetSocketAddress(
                                                        InetAddress.ofLiteral(from), 0));
                                        socket.connect(
                                                new InetSocketAddress(
                                                        InetAddress.getLoopbackAddress(),
                                                        server.getPort()));
                                        client.call(socket);
                                    } catch (IOException thrownOut) {
                                        Thread.sleep(BEAT_MILLIS);
                                    }
                                }
                                return null;
                            });
        }
    }

    /// Connects, and asks for nothing.
    void idle(int many) {
        begin(many, socket -> waitForEnd(socket));
    }

    /// Sends a header byte by byte.
    void drip(int many) {
        begin(
                many,
                socket -> {
                    var out = socket.getOutputStream();
                    out.write(
                            "GET / HTTP/1.1\r\nHost: localhost\r\nX-Drip: "
                                    .getBytes(StandardCharsets.US_ASCII));
                    while (!over) {
                        Thread.sleep(BEAT_MILLIS);
                        out.write('x');
                    }
                });
    }

    /// Asks for something large and reads it in crumbs.
    void readSlowly(int many, String path) {
        begin(
                many,
                socket -> {
                    send(socket, "GET " + path, keys.get(socket.getLocalPort() % keys.size()), "");
                    var crumb = new byte[READ];
                    int n = socket.getInputStream().read(crumb);
                    waitAsTold(new String(crumb, 0, Math.max(0, n), StandardCharsets.ISO_8859_1));
                    while (n >= 0 && !over) {
                        Thread.sleep(BEAT_MILLIS);
                        n = socket.getInputStream().read(crumb);
                    }
                });
    }

    /// Posts a catalogue that is refused at its last line.
    void post(int many, int bytes) {
        var row = "1,Mug,http://shop.invalid/a.jpg\n".repeat(POSTED / 32);
        begin(
                many,
                socket -> {
                    send(
                            socket,
                            "POST /v1/batches",
                            keys.getFirst(),
                            "Content-Type: text/csv\r\nContent-Length: " + bytes + "\r\n");
                    var out = socket.getOutputStream();
                    out.write(
                            "S. No.,Product Name,Input Image Urls\n"
                                    .getBytes(StandardCharsets.US_ASCII));
                    for (int sent = 37; sent < bytes; ) {
                        var part =
                                row.substring(0, Math.min(row.length(), bytes - sent))
                                        .getBytes(StandardCharsets.US_ASCII);
                        write(out, part, socket);
                        sent += part.length;
                        Thread.sleep(BEAT_MILLIS);
                    }
                    waitAsTold(answer(socket));
                });
    }

    /// A server that has refused already says so while we write.
    private void write(OutputStream out, byte[] part, Socket socket)
            throws IOException, InterruptedException {
        if (socket.getInputStream().available() > 0) {
            waitAsTold(answer(socket));
            throw new IOException("refused");
        }
        out.write(part);
    }

    private static void send(Socket socket, String line, String key, String headers)
            throws IOException {
        socket.getOutputStream()
                .write(
                        (line
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-API-Key: "
                                        + key
                                        + "\r\n"
                                        + headers
                                        + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private static String answer(Socket socket) throws IOException {
        var head = new byte[2048];
        int n = socket.getInputStream().read(head);
        return new String(head, 0, Math.max(0, n), StandardCharsets.ISO_8859_1);
    }

    private void waitAsTold(String head) throws InterruptedException, IOException {
        if (head.startsWith("HTTP/1.1 20")) {
            return;
        }
        refusals.incrementAndGet();
        var seconds = RETRY_AFTER.matcher(head);
        Thread.sleep(seconds.find() ? 1000L * Long.parseLong(seconds.group(1)) : BEAT_MILLIS);
        throw new IOException("refused");
    }

    private static void waitForEnd(Socket socket) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("an answer to nothing");
        }
    }

    @Override
    public void close() {
        over = true;
        threads.shutdownNow();
    }
}
