package org.imgmill.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A PostgreSQL that somebody installed on this machine, started on a folder of its own.
record ExternalPostgres(PostgresFolder folder, PostgresCommands commands, int port)
        implements AutoCloseable {

    static Path installed(int major) {
        return Path.of("/usr/lib/postgresql/" + major);
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
        int port = PostgresCommands.freePort();
        commands.run(
                List.of(
                        folder.program("pg_ctl"),
                        "start",
                        "--wait",
                        "--pgdata=" + folder.data(),
                        "--log=" + folder.logFile(),
                        "--options=-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                                .formatted(port)));
        return new ExternalPostgres(folder, commands, port);
    }

    /// The settings of a server that works on this database.
    List<String> settings() {
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                "--spring.datasource.username=imgmill",
                "--spring.datasource.hikari.maximum-pool-size=6");
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(folder.postmasterPid())) {
            commands.run(
                    List.of(
                            folder.program("pg_ctl"),
                            "stop",
                            "--wait",
                            "--mode=fast",
                            "--pgdata=" + folder.data()));
        }
    }
}
