package org.imgmill.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.imgmill.postgres.EmbeddedPostgres;
import org.imgmill.postgres.PostgresFolder;
import org.imgmill.storage.S3Endpoint;
import org.imgmill.testing.Eventually;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the nodes of a fleet share, a PostgreSQL and an object store, and a way to start nodes.
final class Fleet implements AutoCloseable {

    static final String BUCKET = "outputs";

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final S3Endpoint s3;
    private final List<ServerProcess> launched = new ArrayList<>();

    private Fleet(Path folder, EmbeddedPostgres postgres, S3Endpoint s3) {
        this.folder = folder;
        this.postgres = postgres;
        this.s3 = s3;
    }

    static Fleet found(Path folder) throws IOException {
        var programs = Path.of(System.getProperty("imgmill.postgres.programs"));
        var postgres =
                EmbeddedPostgres.start(
                        PostgresFolder.in(folder.resolve("database/postgres"), programs));
        var s3 = S3Endpoint.start(folder);
        s3.createBucket(BUCKET);
        return new Fleet(folder, postgres, s3);
    }

    /// One process.
    record Node(String name, ServerProcess server, int port, CompletableFuture<String> said) {

        String url(String path) {
            return "http://localhost:" + port + path;
        }

        void signal(String signal) throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-" + signal, Long.toString(server.process().pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        /// Lets it finish what it has begun.
        ///
        /// @return all that it said
        String drain() throws IOException, InterruptedException {
            // Not by Process.destroy, which closes our ends of its streams too.
            signal("TERM");
            server.process().waitFor();
            return said.join();
        }
    }

    /// Starts a node whose requests carry its name as their User-Agent.
    Node start(String name, String role, String... settings) throws IOException {
        return ready(name, launch(name, role, settings));
    }

    /// Starts several at once.
    List<Node> startAll(Map<String, String> rolesByName, String... settings) throws IOException {
        var starting = new ArrayList<ServerProcess>();
        for (var node : rolesByName.entrySet()) {
            starting.add(launch(node.getKey(), node.getValue(), settings));
        }
        var started = new ArrayList<Node>();
        for (var name : rolesByName.keySet()) {
            started.add(ready(name, starting.get(started.size())));
        }
        return started;
    }

    private ServerProcess launch(String name, String role, String... settings) throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--imgmill.role=" + role,
                                "--imgmill.public-url=http://fleet.example.com",
                                "--spring.datasource.url=" + postgres.jdbcUrl(),
                                "--spring.datasource.username=" + EmbeddedPostgres.USER,
                                "--spring.datasource.password=" + postgres.password(),
                                "--spring.datasource.hikari.maximum-pool-size=6",
                                "--imgmill.outbound.allow=127.0.0.0/8",
                                "--imgmill.outbound.user-agent=" + name,
                                "--imgmill.outbound.idle-timeout=5m",
                                "--imgmill.outbound.timeout=5m",
                                "--imgmill.processing.heartbeat=1s",
                                "--logging.level.org.springframework.boot.tomcat=info"));
        arguments.addAll(s3.settings(BUCKET));
        arguments.addAll(List.of(settings));
        var server =
                ServerProcess.start(
                        List.of(
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-Daws.accessKeyId=" + S3Endpoint.ACCESS_KEY,
                                "-Daws.secretAccessKey=" + S3Endpoint.SECRET_KEY,
                                "org.imgmill.Imgmill"),
                        folder.resolve(name),
                        arguments.toArray(String[]::new));
        launched.add(server);
        return server;
    }

    private Node ready(String name, ServerProcess server) throws IOException {
        var said = server.saidUntil("imgmill is ready at ");
        var port = PORT.matcher(said);
        if (!port.find()) {
            throw new IllegalStateException("the node " + name + " did not start:\n" + said);
        }
        // A process waits when nobody reads what it says.
        var rest =
                CompletableFuture.supplyAsync(
                        () ->
                                server.output()
                                        .lines()
                                        .peek(line -> System.err.println(name + ": " + line))
                                        .collect(Collectors.joining("\n")),
                        task -> Thread.ofVirtual().start(task));
        return new Node(name, server, Integer.parseInt(port.group(1)), rest);
    }

    JdbcClient db() {
        return JdbcClient.create(dataSource());
    }

    private DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser(EmbeddedPostgres.USER);
        source.setPassword(postgres.password());
        return source;
    }

    /// Waits until the database says so.
    void await(String question) {
        Eventually.until(question, () -> db().sql(question).query(Boolean.class).single());
    }

    List<String> keys(String prefix) {
        return s3.keys(BUCKET, prefix);
    }

    @Override
    public void close() throws IOException {
        for (var server : launched) {
            server.close();
        }
        s3.close();
        postgres.close();
    }
}
