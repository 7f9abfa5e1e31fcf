package org.imgmill.processing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.testing.Pictures;

/// Thousands of hosts on 127.0.0.0/8: those that answer at once, those that hold their answers back
/// until they are told, and those that never answer.
final class ManyHosts implements AutoCloseable {

    private final HttpServer server;
    private final byte[] picture = Pictures.jpeg(40, 30);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

    private ManyHosts(HttpServer server) {
        this.server = server;
    }

    static ManyHosts start() {
        try {
            var hosts = new ManyHosts(HttpServer.create(new InetSocketAddress(0), 8192));
            hosts.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            hosts.server.createContext("/quick/", hosts::answer);
            hosts.server.createContext("/held/", hosts::hold);
            hosts.server.createContext("/silent/", hosts::never);
            hosts.server.start();
            return hosts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked(exchange);
        exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
        exchange.sendResponseHeaders(200, picture.length);
        try (var out = exchange.getResponseBody()) {
            out.write(picture);
        }
    }

    private void hold(HttpExchange exchange) throws IOException {
        held.incrementAndGet();
        await(open);
        answer(exchange);
    }

    private void never(HttpExchange exchange) {
        asked(exchange);
        await(end);
        exchange.close();
    }

    private void asked(HttpExchange exchange) {
        var url = exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI();
        asked.computeIfAbsent(url, _ -> new AtomicInteger()).incrementAndGet();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Requests that have come to hosts that hold their answers back.
    int held() {
        return held.get();
    }

    void open() {
        open.countDown();
    }

    /// How often each URL was asked for, those that are still held back left out.
    Map<String, AtomicInteger> asked() {
        return asked;
    }

    /// A catalogue with one image on each of so many hosts.
    ///
    /// @param kind `quick`, `held` or `silent`
    /// @param number tells catalogues apart; each has hosts of its own
    String catalogue(String kind, int hosts, int number) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < hosts; i++) {
            csv.append(
                    "%d,Mug,http://127.%d.%d.%d:%d/%s/%d.jpg\n"
                            .formatted(
                                    i + 1,
                                    1 + number,
                                    i / 200,
                                    1 + i % 200,
                                    server.getAddress().getPort(),
                                    kind,
                                    i));
        }
        return csv.toString();
    }

    @Override
    public void close() {
        open.countDown();
        end.countDown();
        server.stop(0);
    }
}
