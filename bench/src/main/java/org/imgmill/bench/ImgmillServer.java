package org.imgmill.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A server started by `./imgmill serve`, as its users start it, to be measured from outside.
///
/// Long: what is measured from outside, from /proc to the counters, is read here alone.
final class ImgmillServer implements AutoCloseable {

    private static final String READY = "imgmill is ready at ";
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String address;
    private final long postgres;

    /// To be shown with every call; null: none.
    private @Nullable String key;

    private ImgmillServer(Process process, String address, long postgres) {
        this.process = process;
        this.address = address;
        this.postgres = postgres;
    }

    static ImgmillServer start(Path dataDirectory, String... settings) throws IOException {
        var command = new ArrayList<>(List.of("./imgmill", "serve", "--server.port=0"));
        command.add("--imgmill.data-dir=" + dataDirectory);
        command.add("--imgmill.outbound.allow=127.0.0.0/8");
        command.addAll(List.of(settings));
        return started(
                command,
                () ->
                        Long.parseLong(
                                Files.readAllLines(
                                                dataDirectory.resolve(
                                                        "postgres/data/postmaster.pid"))
                                        .getFirst()));
    }

    /// A node of a fleet, which runs a class of this bench's own.
    ///
    /// @param postgres the process of the database that it shares with others
    static ImgmillServer startNode(Class<?> main, long postgres, List<String> settings)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        int port = freePort();
        command.add("--server.port=" + port);
        command.add("--imgmill.public-url=http://localhost:" + port);
        command.addAll(settings);
        return started(command, () -> postgres);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private interface Postgres {
        long pid() throws IOException;
    }

    private static ImgmillServer started(List<String> command, Postgres postgres)
            throws IOException {
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var output = process.inputReader();
        var said = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> drain(output));
                return new ImgmillServer(
                        process, line.substring(READY.length()).split("\\s", 2)[0], postgres.pid());
            }
        }
        throw new IOException("the server did not start:\n" + said);
    }

    /// A server that is not read from would stop at a full pipe.
    private static void drain(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            System.err.println("The server's output ended: " + e.getMessage());
        }
    }

    /// Shows this key with every call from now on.
    ImgmillServer with(String shown) {
        key = shown;
        return this;
    }

    String address() {
        return address;
    }

    private HttpRequest.Builder to(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path));
        return key == null ? request : request.header("X-API-Key", key);
    }

    /// @return the text of a key that may read and write
    String makeKey(String name) throws IOException, InterruptedException {
        var answer =
                http.send(
                        to("/v1/keys")
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"name\":\"%s\",\"scopes\":[\"read\",\"write\",\"admin\"]}"
                                                        .formatted(name)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        var text = Pattern.compile("im_[A-Za-z0-9_-]{43}").matcher(answer.body());
        if (!text.find()) {
            throw new IOException("no key was made: " + answer.body());
        }
        return text.group();
    }

    /// How long it took to connect, and to be answered then; in nanoseconds.
    record Answered(long connected, long answered) {

        long whole() {
            return connected + answered;
        }
    }

    /// Whether the server lives, over a connection of its own.
    Answered timeLiveness() throws IOException {
        var server = URI.create(address);
        long start = System.nanoTime();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            long connected = System.nanoTime();
            socket.getOutputStream()
                    .write(
                            "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            var head = new byte[1024];
            int n = socket.getInputStream().read(head);
            long answered = System.nanoTime();
            var said = new String(head, 0, Math.max(0, n), StandardCharsets.US_ASCII);
            if (!said.startsWith("HTTP/1.1 200")) {
                throw new IOException("liveness is " + said.lines().findFirst().orElse("nothing"));
            }
            return new Answered(connected - start, answered - connected);
        }
    }

    long pid() {
        return process.pid();
    }

    /// The server with its decoders, and PostgreSQL, which is no child of it.
    long[] processes() {
        return new long[] {process.pid(), postgres};
    }

    /// @return the batch's id
    String upload(byte[] csv) throws IOException, InterruptedException {
        return upload(csv, null);
    }

    /// @param outputs that are made of each image; null: one
    /// @return the batch's id
    String upload(byte[] csv, @Nullable String outputs) throws IOException, InterruptedException {
        var boundary = "imgmill-bench-boundary";
        var field =
                outputs == null
                        ? ""
                        : "--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"outputs\"\r\n\r\n"
                                + outputs
                                + "\r\n";
        var head =
                (field
                                + "--"
                                + boundary
                                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.csv\"\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        var tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        var answer =
                http.send(
                        to("/v1/batches")
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArrays(
                                                List.of(head, csv, tail)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        var id = ID.matcher(answer.body());
        if (answer.statusCode() != 202 || !id.find()) {
            throw new IOException(
                    "the upload was not taken: " + answer.statusCode() + " " + answer.body());
        }
        return id.group(1);
    }

    /// Waits for the batch's end.
    ///
    /// @return the batch as JSON
    String awaitEnd(String id) throws IOException, InterruptedException {
        var events =
                http.send(
                        to("/v1/batches/" + id + "/events").build(),
                        HttpResponse.BodyHandlers.ofLines());
        try (var lines = events.body()) {
            return lines.dropWhile(line -> !line.equals("event:ended"))
                    .filter(line -> line.startsWith("data:"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the events broke off"));
        }
    }

    /// How long a batch takes from when it is accepted until its last image has ended.
    Duration time(byte[] csv) throws IOException, InterruptedException {
        var batch = awaitEnd(upload(csv));
        if (!batch.contains("\"status\":\"completed\"")) {
            throw new IOException("not every image was stored: " + batch);
        }
        return Duration.between(instant(batch, "created_at"), instant(batch, "finished_at"));
    }

    private static Instant instant(String json, String field) throws IOException {
        var found = Pattern.compile("\"" + field + "\":\"([^\"]+)\"").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + field + " in " + json);
        }
        return Instant.parse(found.group(1));
    }

    /// Pauses, resumes or cancels a batch.
    void steer(String id, String verb) throws IOException, InterruptedException {
        var answer =
                http.send(
                        to("/v1/batches/" + id + "/" + verb)
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(verb + " was refused: " + answer.body());
        }
    }

    /// Bytes of the server's heap that are in use, after a full collection.
    long liveHeap() throws IOException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram =
                new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram")
                        .start();
        try (var lines = histogram.inputReader().lines()) {
            return lines.filter(line -> line.startsWith("Total"))
                    .map(line -> line.strip().split("\\s+", -1))
                    .mapToLong(columns -> Long.parseLong(columns[2]))
                    .findFirst()
                    .orElseThrow(() -> new IOException("jcmd did not count the heap"));
        }
    }

    /// Its metrics, as Prometheus reads them.
    String metrics() throws IOException, InterruptedException {
        return http.send(to("/actuator/prometheus").build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    static long number(String json, String field) throws IOException {
        var found = Pattern.compile("\"" + field + "\":(\\d+)").matcher(json);
        if (!found.find()) {
            throw new IOException("no " + field + " in " + json);
        }
        return Long.parseLong(found.group(1));
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
