package org.imgmill.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.imgmill.Imgmill;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The real server in this JVM, on a port and in a data directory of its own.
///
/// Long: the one way in which tests talk to a server.
public final class Server implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATA_DIR = "--imgmill.data-dir=";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String address;

    /// Null where the server runs in another process.
    private final @Nullable ConfigurableApplicationContext context;

    /// To be deleted with the server; null where a test gave it one of its own.
    private final @Nullable Path temporary;

    private Server(
            String address,
            @Nullable ConfigurableApplicationContext context,
            @Nullable Path temporary) {
        this.address = address;
        this.context = context;
        this.temporary = temporary;
    }

    /// A server that runs elsewhere, to be talked to only.
    public static Server at(String address) {
        return new Server(address, null, null);
    }

    /// One server for all tests that change none of its settings; it ends with the JVM.
    public static Server shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final Server SERVER = start();

        static {
            SpringApplication.getShutdownHandlers().add(SERVER::close);
        }
    }

    /// A server with settings of its own; loopback addresses are allowed, and retries come quickly.
    public static Server start(String... settings) {
        return start(Imgmill.class, settings);
    }

    /// @param source the application, or a configuration of the test's own that imports it
    public static Server start(Class<?> source, String... settings) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--imgmill.outbound.allow=127.0.0.0/8",
                                "--imgmill.processing.first-retry=20ms"));
        arguments.addAll(List.of(settings));
        Path temporary = null;
        if (arguments.stream().noneMatch(setting -> setting.startsWith(DATA_DIR))) {
            temporary = temporaryDirectory();
            arguments.add(DATA_DIR + temporary);
        }
        try {
            var context =
                    new SpringApplication(Imgmill.class, source)
                            .run(arguments.toArray(String[]::new));
            return new Server(
                    "http://localhost:" + context.getEnvironment().getProperty("local.server.port"),
                    context,
                    temporary);
        } catch (RuntimeException e) {
            delete(temporary);
            throw e;
        }
    }

    /// Below the build's own folder, where nothing stays behind when a run is killed.
    private static Path temporaryDirectory() {
        try {
            var servers = Files.createDirectories(Path.of("target", "servers"));
            return Files.createTempDirectory(servers.toAbsolutePath(), "data-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(@Nullable Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url(String path) {
        return address + path;
    }

    /// For what only the database knows.
    public JdbcClient db() {
        return bean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return Objects.requireNonNull(context, "it runs elsewhere").getBean(type);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(absolute(path))).build());
    }

    public HttpResponse<byte[]> getBytes(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(absolute(path))).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> post(String path) {
        return send(
                HttpRequest.newBuilder(URI.create(absolute(path)))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    public HttpResponse<String> postJson(String path, String body) {
        return sendJson("POST", path, body);
    }

    public HttpResponse<String> sendJson(String method, String path, String body) {
        return send(
                HttpRequest.newBuilder(URI.create(absolute(path)))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    public HttpResponse<String> delete(String path) {
        return send(HttpRequest.newBuilder(URI.create(absolute(path))).DELETE().build());
    }

    /// @param headers names and values, one after the other
    public HttpResponse<String> send(Form form, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(absolute(path)))
                        .header("Content-Type", form.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request, handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String absolute(String path) {
        return path.startsWith("http") ? path : url(path);
    }

    /// Uploads a catalogue and expects it to be taken.
    ///
    /// @param fields names and values, one after the other
    /// @return the batch's id
    public String upload(String csv, String... fields) {
        var form = new Form().file("file", "products.csv", csv);
        for (int i = 0; i < fields.length; i += 2) {
            form.field(fields[i], fields[i + 1]);
        }
        var answer = send(form, "/v1/batches");
        if (answer.statusCode() != 202) {
            throw new AssertionError(
                    "the upload was not taken: " + answer.statusCode() + " " + answer.body());
        }
        return json(answer.body()).get("id").asString();
    }

    /// Uploads, waits for the end, and gives back the batch as it then is.
    public JsonNode run(String csv, String... fields) {
        return awaitEnd(upload(csv, fields));
    }

    /// Follows the batch's events until the one that says it ended, and takes them up again when
    /// they break off.
    public JsonNode awaitEnd(String id) {
        for (int tries = 0; tries < 50; tries++) {
            var events =
                    send(
                            HttpRequest.newBuilder(URI.create(url("/v1/batches/" + id + "/events")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofLines());
            try (var lines = events.body()) {
                var last =
                        lines.dropWhile(line -> !line.equals("event:ended"))
                                .filter(line -> line.startsWith("data:"))
                                .findFirst();
                if (last.isPresent()) {
                    return json(last.get().substring("data:".length()));
                }
            }
        }
        throw new AssertionError("the events of batch " + id + " broke off again and again");
    }

    /// Waits until so many of the batch's images have ended, and gives back the batch as it then
    /// is.
    public JsonNode awaitProcessed(String id, int images) {
        Eventually.until(
                images + " images of batch " + id + " have ended",
                () -> batch(id).at("/counts/processed").asInt() >= images);
        return batch(id);
    }

    /// Pauses, resumes, cancels or retries a batch, and gives back what was answered.
    public JsonNode steer(String id, String verb) {
        return json(post("/v1/batches/" + id + "/" + verb).body());
    }

    public JsonNode batch(String id) {
        return json(get("/v1/batches/" + id).body());
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
        delete(temporary);
    }
}
