package org.imgmill.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.imgmill.postgres.PostgresFolder;

/// A server in a process of its own, to be killed.
public record ServerProcess(Process process, Path dataDirectory, BufferedReader output)
        implements AutoCloseable {

    private static final ScheduledExecutorService LIMITS =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("server-process-limits").factory());

    public static ServerProcess start(Path dataDirectory, String... arguments) throws IOException {
        return start(List.of("org.imgmill.Imgmill"), dataDirectory, arguments);
    }

    /// @param main options for the JVM, and the class to run
    public static ServerProcess start(List<String> main, Path dataDirectory, String... arguments)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                // What a server that is killed leaves there goes with the build.
                                "-Djava.io.tmpdir=" + temporaryFolder(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dimgmill.postgres.programs="
                                        + System.getProperty("imgmill.postgres.programs")));
        command.addAll(main);
        var given = List.of(arguments);
        if (given.stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
            command.add("--server.port=0");
        }
        command.add("--imgmill.data-dir=" + dataDirectory);
        command.addAll(given);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new ServerProcess(process, dataDirectory, process.inputReader());
    }

    private static Path temporaryFolder() throws IOException {
        return Files.createDirectories(Path.of("target", "tmp")).toAbsolutePath();
    }

    /// Everything said up to and including the first line with these words, or up to the end. Who
    /// says nothing of the kind for two minutes is asked where its threads are, and killed.
    String saidUntil(String words) throws IOException {
        var said = new StringBuilder();
        var limit = LIMITS.schedule(this::dump, 2, TimeUnit.MINUTES);
        var end = LIMITS.schedule(this::killAsItIs, 130, TimeUnit.SECONDS);
        try {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                said.append(line).append('\n');
                if (line.contains(words)) {
                    return said.toString();
                }
            }
        } finally {
            limit.cancel(false);
            end.cancel(false);
        }
        if (limit.isCancelled()) {
            return said.toString();
        }
        throw new AssertionError(
                "waited two minutes for a line with \"%s\" in vain:%n%s".formatted(words, said));
    }

    /// A JVM writes down where its threads are when it gets this signal.
    private void dump() {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid())).inheritIO().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Not by way of its process, which would close our ends of its streams too.
    private void killAsItIs() {
        process.toHandle().destroyForcibly();
    }

    /// Reads on whatever it says, since a process waits when nobody does.
    ///
    /// @return all of it, once the process has ended
    public CompletableFuture<String> readOn() {
        return CompletableFuture.supplyAsync(
                () -> output.lines().peek(System.err::println).collect(Collectors.joining("\n")),
                task -> Thread.ofVirtual().start(task));
    }

    /// Where it takes requests, as soon as it does.
    public String address() throws IOException {
        var words = "imgmill is ready at ";
        var said = saidUntil(words);
        int at = said.indexOf(words);
        if (at < 0) {
            throw new IllegalStateException("the server did not start:\n" + said);
        }
        return said.substring(at + words.length()).split("[\"\\s]", 2)[0];
    }

    ServerProcess whenReady() throws IOException {
        address();
        return this;
    }

    ProcessHandle postmaster() throws IOException {
        return PostgresFolder.in(dataDirectory.resolve("postgres")).postmaster().orElseThrow();
    }

    Connection connect() throws IOException, SQLException {
        var folder = PostgresFolder.in(dataDirectory.resolve("postgres"));
        var port = Files.readAllLines(folder.postmasterPid()).get(3);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(port),
                "imgmill",
                folder.password());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(tooSlow -> process.destroyForcibly())
                .join();
        output.close();
    }
}
