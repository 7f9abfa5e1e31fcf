package org.imgmill.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/// Thousands of hosts on loopback that take their time with every picture, and one that does not.
final class SlowHosts implements AutoCloseable {

    private final HttpServer server;
    private final byte[] picture;
    private final Duration patience;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong firstQuick = new AtomicLong();

    /// @param patience before a slow host answers
    SlowHosts(Duration patience) throws IOException {
        this.patience = patience;
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        picture = bytes.toByteArray();
        server = HttpServer.create(new InetSocketAddress(0), 4096);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/slow/", this::slow);
        server.createContext("/quick/", this::quick);
        server.createContext("/hang/", this::hang);
        server.start();
    }

    private void slow(HttpExchange exchange) throws IOException {
        count(exchange);
        waiting.incrementAndGet();
        try {
            TimeUnit.MILLISECONDS.sleep(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
        answer(exchange);
    }

    private void hang(HttpExchange exchange) {
        count(exchange);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count(HttpExchange exchange) {
        var url = exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
        asked.merge(url, 1, Integer::sum);
    }

    /// How often the most requested URL was asked for, of those whose path begins so.
    int mostAsked(String path) {
        return asked.entrySet().stream()
                .filter(url -> url.getKey().contains(path))
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    private void quick(HttpExchange exchange) throws IOException {
        count(exchange);
        firstQuick.compareAndSet(0, System.nanoTime());
        answer(exchange);
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.sendResponseHeaders(200, picture.length);
        try (var out = exchange.getResponseBody()) {
            out.write(picture);
        }
    }

    /// Requests that slow hosts are taking their time with.
    int waiting() {
        return waiting.get();
    }

    void forgetQuick() {
        firstQuick.set(0);
    }

    /// When the quick host was first asked since then, by the clock of `System.nanoTime`.
    long firstQuick() {
        return firstQuick.get();
    }

    /// @param number tells catalogues apart; each has hosts of its own
    byte[] slowCatalogue(int images, int hosts, int number) {
        return catalogue("slow", images, hosts, number);
    }

    /// Hosts that take a request and never answer it, one image on each.
    byte[] hangingCatalogue(int hosts) {
        return catalogue("hang", hosts, hosts, 50);
    }

    private byte[] catalogue(String kind, int images, int hosts, int number) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            int host = number * hosts + i % hosts;
            csv.append(i + 1).append(",Product,http://127.");
            csv.append(1 + host / 60_000).append('.').append(host / 240 % 250).append('.');
            csv.append(1 + host % 240).append(':').append(server.getAddress().getPort());
            csv.append("/")
                    .append(kind)
                    .append("/")
                    .append(number)
                    .append('/')
                    .append(i)
                    .append(".jpg\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    byte[] quickCatalogue(int images, int number) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            csv.append(i + 1).append(",Product,http://127.0.0.1:");
            csv.append(server.getAddress().getPort());
            csv.append("/quick/").append(number).append('/').append(i).append(".jpg\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
