package org.imgmill.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Photographs from memory, by the JDK's server.
final class PhotoOrigin implements Origin {

    private static final int PIECE = 1 << 16;

    private final HttpServer server;
    private final List<byte[]> photos;

    PhotoOrigin(List<byte[]> photos) throws IOException {
        this(photos, Duration.ZERO);
    }

    /// @param pause before every answer
    PhotoOrigin(List<byte[]> photos, Duration pause) throws IOException {
        this.photos = photos;
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    LockSupport.parkNanos(pause.toNanos());
                    var path = exchange.getRequestURI().getPath();
                    int number =
                            Integer.parseInt(
                                    path.substring(
                                            path.lastIndexOf('/') + 1, path.lastIndexOf('.')));
                    var body = photos.get(number % photos.size());
                    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
                    exchange.sendResponseHeaders(200, body.length);
                    try (var out = exchange.getResponseBody()) {
                        // The JDK's server keeps a copy of the largest piece it ever wrote.
                        for (int at = 0; at < body.length; at += PIECE) {
                            out.write(body, at, Math.min(PIECE, body.length - at));
                        }
                    }
                });
        server.start();
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public List<byte[]> photos() {
        return photos;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
