package org.imgmill.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// S3Proxy, an object store that speaks S3, in a process of its own; what it holds is gone with it.
public record S3Endpoint(Process process, URI uri) implements AutoCloseable {

    public static final String ACCESS_KEY = "test-access-key";
    public static final String SECRET_KEY = "test-secret-key";

    private static final Pattern STARTED = Pattern.compile("Started .*\\{(127\\.0\\.0\\.1:\\d+)}");

    /// In its store `transient` an object is one value. The newer `transient-nio2` and
    /// `filesystem-nio2` look up its length and its bytes apart: who reads while it is replaced
    /// gets the bytes of one object cut to the length of the other.
    ///
    /// @param folder for its settings
    public static S3Endpoint start(Path folder) throws IOException {
        var settings = folder.resolve("s3proxy.properties");
        Files.writeString(
                settings,
                """
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=transient
                jclouds.identity=unused
                jclouds.credential=unused
                """
                        .formatted(ACCESS_KEY, SECRET_KEY));
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx192m",
                                "-XX:TieredStopAtLevel=1",
                                "-Dlogback.configurationFile=" + log(),
                                "-cp",
                                Files.readString(Path.of(System.getProperty("s3proxy.classpath"))),
                                "org.gaul.s3proxy.Main",
                                "--properties",
                                settings.toString())
                        .redirectErrorStream(true)
                        .start();
        return new S3Endpoint(process, whenReady(process));
    }

    private static URI log() {
        try {
            return S3Endpoint.class.getResource("/s3proxy/logback.xml").toURI();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URI whenReady(Process process) throws IOException {
        var said = new StringBuilder();
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            var started = STARTED.matcher(line);
            if (started.find()) {
                Thread.ofVirtual().start(() -> output.lines().forEach(System.err::println));
                return URI.create("http://" + started.group(1));
            }
        }
        throw new IllegalStateException("S3Proxy did not start:\n" + said);
    }

    public void createBucket(String bucket) {
        try (var client = client()) {
            client.createBucket(create -> create.bucket(bucket));
        }
    }

    public void put(String bucket, String key, byte[] bytes) {
        try (var client = client()) {
            client.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        }
    }

    /// Keys of all objects that start like this.
    public List<String> keys(String bucket, String prefix) {
        try (var client = client()) {
            return client
                    .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    private S3Client client() {
        return S3Clients.client(
                new S3Settings(
                        uri,
                        null,
                        true,
                        S3Settings.Links.PROXIED,
                        Duration.ofHours(1),
                        null,
                        4,
                        Duration.ofSeconds(10)),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)));
    }

    /// Where the SDK of a server in this JVM finds its credentials.
    public static void useCredentials() {
        System.setProperty("aws.accessKeyId", ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", SECRET_KEY);
    }

    /// The settings of a server that stores its outputs here.
    public List<String> settings(String bucket) {
        return List.of(
                "--imgmill.storage=s3://" + bucket,
                "--imgmill.s3.endpoint=" + uri,
                "--imgmill.s3.path-style=true");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(tooSlow -> process.destroyForcibly())
                .join();
    }
}
