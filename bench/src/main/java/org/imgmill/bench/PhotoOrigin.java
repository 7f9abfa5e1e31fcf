package org.imgmill.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/// Serves photographs from memory on loopback, each under as many addresses as a catalogue needs.
final class PhotoOrigin implements AutoCloseable {

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
                        out.write(body);
                    }
                });
        server.start();
    }

    /// @param round makes the addresses new, so that nothing is known from before
    byte[] catalogue(int images, int round) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            csv.append(i + 1).append(",Product ").append(i).append(",\"http://127.0.0.1:");
            csv.append(server.getAddress().getPort()).append("/r").append(round).append('/');
            csv.append(i).append(".jpg\"\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes of so many images.
    long bytes(int images) {
        long sum = 0;
        for (int i = 0; i < images; i++) {
            sum += photos.get(i % photos.size()).length;
        }
        return sum;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
