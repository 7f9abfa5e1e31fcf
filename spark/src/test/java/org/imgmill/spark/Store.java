package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a job writes: a folder, or a bucket of an S3Proxy in a process of its own.
///
/// @param url as a job is told it
record Store(String url, Map<String, String> conf, @Nullable Process proxy, @Nullable URI bucket)
        implements AutoCloseable {

    /// @param kind `file` or `s3a`
    static Store open(String kind, Path folder) throws IOException, InterruptedException {
        if (kind.equals("file")) {
            return new Store(folder.resolve("out").toUri().toString(), Map.of(), null, null);
        }
        Path settings = folder.resolve("s3proxy.properties");
        Files.writeString(
                settings,
                """
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.authorization=none
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=transient
                jclouds.identity=unused
                jclouds.credential=unused
                """);
        // At its own level it writes a page for every request.
        Path log = folder.resolve("logback.xml");
        Files.writeString(
                log,
                """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%msg%n</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="out"/></root>
                </configuration>
                """);
        var java = ProcessHandle.current().info().command().orElseThrow();
        var classes = Files.readString(Path.of("target", "s3proxy.classpath"));
        var proxy =
                new ProcessBuilder(
                                java,
                                "-Xmx256m",
                                "-Dlogback.configurationFile=" + log,
                                "-cp",
                                classes,
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                settings.toString())
                        .redirectErrorStream(true)
                        .start();
        URI endpoint = endpoint(proxy);
        URI bucket = endpoint.resolve("/lake/");
        ask(
                HttpRequest.newBuilder(endpoint.resolve("/lake"))
                        .PUT(HttpRequest.BodyPublishers.noBody()));
        return new Store(
                "s3a://lake/out",
                Map.of(
                        "spark.hadoop.fs.s3a.endpoint", endpoint.toString(),
                        "spark.hadoop.fs.s3a.endpoint.region", "us-east-1",
                        "spark.hadoop.fs.s3a.path.style.access", "true",
                        "spark.hadoop.fs.s3a.multiobjectdelete.enable", "false",
                        "spark.hadoop.fs.s3a.access.key", "key",
                        "spark.hadoop.fs.s3a.secret.key", "secret",
                        "spark.hadoop.fs.s3a.connection.ssl.enabled", "false"),
                proxy,
                bucket);
    }

    private static URI endpoint(Process proxy) throws IOException {
        var output = proxy.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int at = line.indexOf("{127.0.0.1:");
            if (line.contains("Started") && at >= 0) {
                Thread.ofVirtual().start(() -> output.lines().forEach(System.err::println));
                return URI.create("http://" + line.substring(at + 1, line.indexOf('}', at)));
            }
        }
        throw new IllegalStateException("S3Proxy did not start");
    }

    private static byte[] ask(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    /// The bytes at each row's offset have the row's hash, and are a JPEG.
    void assertThatShardsHold(List<JsonNode> results) throws IOException, InterruptedException {
        Map<String, byte[]> shards = new HashMap<>();
        for (JsonNode row : results) {
            String shard = row.get("shard").asText();
            if (!shards.containsKey(shard)) {
                shards.put(shard, read(shard));
            }
            int at = row.get("offset").asInt();
            byte[] image =
                    Arrays.copyOfRange(shards.get(shard), at, at + row.get("length").asInt());
            assertThat(Shard.sha256(image)).isEqualTo(row.get("sha256").asText());
            assertThat(image).startsWith(0xFF, 0xD8).endsWith(0xFF, 0xD9);
        }
    }

    private byte[] read(String path) throws IOException, InterruptedException {
        if (bucket == null) {
            try (InputStream in = URI.create(path).toURL().openStream()) {
                return in.readAllBytes();
            }
        }
        return ask(HttpRequest.newBuilder(bucket.resolve(path.replaceFirst("s3a://lake/", ""))));
    }

    @Override
    public void close() {
        if (proxy != null) {
            proxy.destroyForcibly().onExit().join();
        }
    }
}
