package org.imgmill.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// A catalogue that comes again, with one picture in a hundred new: what its second run costs, and
/// its third, in which nothing has to be asked for.
///
/// Every picture is one of its own by a comment in it, served from memory with an ETag by the JDK's
/// server in this process, whose CPU is not counted and competes for the same cores.
final class AgainBench {

    private static final int CHANGED = 100;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int images;
    private final AtomicIntegerArray states;

    AgainBench(int images) {
        this.images = images;
        this.states = new AtomicIntegerArray(images);
    }

    void run() throws IOException, InterruptedException {
        var origin = origin();
        try (var folder = new TemporaryFolder();
                var server = ImgmillServer.start(folder.path().resolve("data"))) {
            send(server, "POST", "/v1/catalogues", "application/json", "{\"name\": \"again\"}");
            var csv = catalogue(origin.getAddress().getPort());
            System.out.println("| run | images | images/s | CPU us/image | MB fetched |");
            System.out.println("|---|---:|---:|---:|---:|");
            measure(server, "first", csv);
            var outputs = outputs(folder.path());
            for (int i = 0; i < images; i += CHANGED) {
                states.incrementAndGet(i);
            }
            measure(server, "second, 1 % changed", csv);
            var later = outputs(folder.path());
            long same =
                    outputs.entrySet().stream()
                            .filter(e -> e.getValue().equals(later.get(e.getKey())))
                            .count();
            send(
                    server,
                    "PATCH",
                    "/v1/catalogues/again",
                    "application/json",
                    "{\"fresh_for\": \"24h\"}");
            measure(server, "third, all fresh", csv);
            System.out.printf(
                    Locale.ROOT,
                    "%nOf %,d outputs of the first run %,d are the same file with the same time; %,d are new.%n",
                    outputs.size(),
                    same,
                    later.size() - outputs.size());
        } finally {
            origin.stop(0);
        }
    }

    private HttpServer origin() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        int number = Integer.parseInt(path.substring(1, path.indexOf('.')));
        int state = states.get(number);
        var etag = "\"%d-%d\"".formatted(number, state);
        exchange.getResponseHeaders().set("ETag", etag);
        try (exchange) {
            if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                var body = picture(number, state);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private void measure(ImgmillServer server, String name, String csv)
            throws IOException, InterruptedException {
        var before = Cpu.now(server.processes());
        double fetched = fetched(server);
        long start = System.nanoTime();
        var taken = send(server, "POST", "/v1/batches?catalogue=again", "text/csv", csv);
        var id = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"").matcher(taken);
        if (!id.find()) {
            throw new IOException("the upload was not taken: " + taken);
        }
        var batch = server.awaitEnd(id.group(1));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (ImgmillServer.number(batch, "stored") != images) {
            throw new IOException("not every image was stored: " + batch);
        }
        var used = Cpu.now(server.processes()).minus(before);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.0f | %.1f |%n",
                name,
                images,
                images / seconds,
                used.othersMicros() / (double) images,
                (fetched(server) - fetched) / 1e6);
    }

    private static double fetched(ImgmillServer server) throws IOException, InterruptedException {
        return server.metrics()
                .lines()
                .filter(line -> line.startsWith("imgmill_input_bytes_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static String send(
            ImgmillServer server, String method, String path, String type, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                        HttpRequest.newBuilder(URI.create(server.address() + path))
                                .header("Content-Type", type)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String catalogue(int port) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            csv.append(i + 1).append(",Mug,http://127.0.0.1:").append(port).append('/');
            csv.append(i).append(".jpg\n");
        }
        return csv.toString();
    }

    /// Each file by its path, and what it is known by.
    private static Map<Path, String> outputs(Path folder) throws IOException {
        try (var files = Files.walk(folder.resolve("data/objects"))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(file -> file, AgainBench::state));
        }
    }

    private static String state(Path file) {
        try {
            return Files.getAttribute(file, "unix:ino") + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final byte[] PICTURE = drawn();

    private static byte[] drawn() {
        var image = new BufferedImage(160, 120, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            pen.setColor(new Color(i * 4, 255 - i * 3, i * 37 % 256));
            pen.fillOval(i * 7 % 160, i * 11 % 120, 40, 30);
        }
        var jpeg = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", jpeg);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jpeg.toByteArray();
    }

    /// With a comment behind its first marker.
    private static byte[] picture(int number, int state) {
        var comment = "%08d-%d".formatted(number, state).getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(PICTURE.length + comment.length + 4)
                .put(PICTURE, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) (comment.length + 2))
                .put(comment)
                .put(PICTURE, 2, PICTURE.length - 2)
                .array();
    }
}
