package org.imgmill.ops;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.postgres.PostgresBinaries;
import org.imgmill.postgres.PostgresCommands;
import org.imgmill.postgres.PostgresFolder;

/// A PostgreSQL that imgmill did not start: of programs on this machine, on a folder of its own.
record ExternalPostgres(PostgresFolder folder, PostgresCommands commands, int port)
        implements AutoCloseable {

    /// Where Debian puts this version; a test that needs it is skipped where this program of it is
    /// missing.
    static Path assumedInstalled(int major, String program) {
        var installed = Path.of("/usr/lib/postgresql/" + major);
        assumeTrue(
                Files.isExecutable(installed.resolve("bin").resolve(program)),
                "PostgreSQL %1$d is not installed (Debian: apt-get install postgresql-%1$d)"
                        .formatted(major));
        return installed;
    }

    /// One of the version that imgmill brings along.
    static ExternalPostgres start(Path directory) throws IOException {
        var programs = Path.of(System.getProperty("imgmill.postgres.programs"));
        PostgresBinaries.unpackTo(programs);
        return start(directory, programs);
    }

    static ExternalPostgres start(Path directory, Path installed) throws IOException {
        var folder = new PostgresFolder(directory.resolve("postgres"), installed);
        folder.create();
        var commands = PostgresCommands.in(folder);
        commands.run(
                List.of(
                        folder.program("initdb"),
                        "--pgdata=" + folder.data(),
                        "--username=imgmill",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C"));
        var postgres = new ExternalPostgres(folder, commands, PostgresCommands.freePort());
        postgres.startAgain();
        return postgres;
    }

    /// Where it was before.
    void startAgain() throws IOException {
        commands.run(
                List.of(
                        folder.program("pg_ctl"),
                        "start",
                        "--wait",
                        "--pgdata=" + folder.data(),
                        "--log=" + folder.logFile(),
                        "--options=-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                                .formatted(port)));
    }

    /// @param mode of pg_ctl: `smart`, `fast` or `immediate`
    void stop(String mode) throws IOException {
        commands.run(
                List.of(
                        folder.program("pg_ctl"),
                        "stop",
                        "--wait",
                        "--mode=" + mode,
                        "--pgdata=" + folder.data()));
    }

    /// Stops all its processes where they are: connections stay open, and nothing answers.
    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String signal) throws Exception {
        var postmaster = folder.postmaster().orElseThrow();
        var command = new ArrayList<>(List.of("kill", "-" + signal, "" + postmaster.pid()));
        postmaster.descendants().forEach(child -> command.add("" + child.pid()));
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException("a process of PostgreSQL could not be signalled");
        }
    }

    /// The settings of a server that works on this database.
    List<String> settings() {
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                "--spring.datasource.username=imgmill",
                "--spring.datasource.hikari.maximum-pool-size=6");
    }

    /// A node on this database that soon notices when it does not answer.
    ServerProcess startNode(Path dataDirectory) throws IOException {
        var settings = new ArrayList<>(settings());
        settings.add("--imgmill.outbound.allow=127.0.0.0/8");
        // Origins that wait for a database are not to be asked again on a busy machine.
        settings.add("--imgmill.outbound.idle-timeout=5m");
        settings.add("--imgmill.outbound.timeout=5m");
        settings.add("--spring.datasource.hikari.connection-timeout=1000");
        return ServerProcess.start(dataDirectory, settings.toArray(String[]::new));
    }

    /// One of PostgreSQL's own client programs, on this server.
    void run(String program, String... arguments) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                folder.program(program),
                                "--host=127.0.0.1",
                                "--port=" + port,
                                "--username=imgmill"));
        command.addAll(List.of(arguments));
        commands.run(command);
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "imgmill", "");
    }

    /// The one value that a statement gives.
    String text(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("no row");
            }
            return rows.getString(1);
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(folder.postmasterPid())) {
            stop("fast");
        }
    }
}
