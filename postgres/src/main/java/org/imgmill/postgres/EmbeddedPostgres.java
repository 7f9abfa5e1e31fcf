package org.imgmill.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that is brought along and runs inside a folder.
///
/// ```
/// (no folder) --initdb--> stopped --pg_ctl start--> running --pg_ctl stop--> stopped
///                            ^                          |
///                            '--- stopped first --- left over by a killed JVM
/// ```
///
/// The caller alone holds the folder, so a postmaster found there is a leftover. pg_ctl gives the
/// postmaster a session of its own: Ctrl-C reaches the calling process alone, which can end its
/// work before it closes this.
public final class EmbeddedPostgres implements AutoCloseable {

    public static final String USER = "imgmill";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    private final PostgresFolder folder;
    private final PostgresCommands commands;
    private final String password;
    private int port;

    private EmbeddedPostgres(PostgresFolder folder, PostgresCommands commands, String password) {
        this.folder = folder;
        this.commands = commands;
        this.password = password;
    }

    /// Ready for connections when this returns.
    ///
    /// @throws PostgresRefused when there is no PostgreSQL for this machine, or not for this folder
    public static EmbeddedPostgres start(PostgresFolder folder) {
        try {
            var before = Instant.now();
            folder.refuseOtherMajor();
            folder.create();
            PostgresBinaries.unpackTo(folder.programs());
            // Before the folder may have to be given to another user, with all that is in it.
            var password = folder.password();
            var postgres = new EmbeddedPostgres(folder, PostgresCommands.in(folder), password);
            postgres.stopLeftover();
            postgres.initialise();
            postgres.startPostmaster();
            log.info(
                    "PostgreSQL {} started in {} ms, {}",
                    PostgresBinaries.VERSION,
                    Duration.between(before, Instant.now()).toMillis(),
                    folder.data());
            return postgres;
        } catch (IOException e) {
            throw PostgresRefused.unusable(folder.root(), e);
        }
    }

    private void stopLeftover() throws IOException {
        if (folder.postmaster().filter(this::isPostgres).isPresent()) {
            log.info("stopping the PostgreSQL that was left behind by a process that was killed");
            stopPostmaster();
        }
        // The process id in a stale file may by now be another process's, and PostgreSQL refuses to
        // start while that runs.
        Files.deleteIfExists(folder.postmasterPid());
    }

    private boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("bin/postgres"))
                .isPresent();
    }

    /// Under another name first, so that an interrupted initdb is never taken for a database.
    private void initialise() throws IOException {
        if (Files.exists(folder.data())) {
            return;
        }
        var unfinished = folder.path("data.unfinished");
        PostgresFolder.deleteTree(unfinished);
        commands.run(
                List.of(
                        folder.program("initdb"),
                        "--pgdata=" + unfinished,
                        "--username=" + USER,
                        "--pwfile=" + folder.passwordFile(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        Files.move(unfinished, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void startPostmaster() throws IOException {
        folder.startNewLog();
        try {
            startAt(PostgresCommands.freePort());
        } catch (PostgresCommandFailed e) {
            if (!folder.log().contains("Address already in use")) {
                throw e;
            }
            startAt(PostgresCommands.freePort());
        }
    }

    private void startAt(int freePort) throws IOException {
        try {
            commands.run(
                    List.of(
                            folder.program("pg_ctl"),
                            "start",
                            "--wait",
                            "--timeout=600",
                            "--pgdata=" + folder.data(),
                            "--log=" + folder.logFile(),
                            "--options=" + PostgresSettings.asOptions(freePort)));
            port = freePort;
        } catch (PostgresCommandFailed e) {
            folder.postmaster().filter(this::isPostgres).ifPresent(process -> stopAfter(e));
            throw new PostgresCommandFailed(e.getMessage() + "\n" + folder.log().strip());
        }
    }

    private void stopAfter(PostgresCommandFailed failure) {
        try {
            stopPostmaster();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void stopPostmaster() throws IOException {
        commands.run(
                List.of(
                        folder.program("pg_ctl"),
                        "stop",
                        "--wait",
                        "--timeout=120",
                        "--mode=fast",
                        "--pgdata=" + folder.data()));
    }

    /// Starts it where it was, after it ended by itself.
    void startAgain() throws IOException {
        Files.deleteIfExists(folder.postmasterPid());
        startAt(port);
    }

    /// Empty when it does not run.
    public Optional<ProcessHandle> postmaster() throws IOException {
        return folder.postmaster().filter(this::isPostgres);
    }

    /// One line, from the end of its log.
    String whyItEnded() {
        try {
            return LastWords.of(folder.log(), folder.data());
        } catch (IOException e) {
            return "its log cannot be read (%s)".formatted(e.getMessage());
        }
    }

    public Path logFile() {
        return folder.logFile();
    }

    /// To be called after everything that uses the database is gone.
    @Override
    public void close() throws IOException {
        if (folder.postmaster().isPresent()) {
            stopPostmaster();
            log.info("PostgreSQL stopped");
        }
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
    }

    public String password() {
        return password;
    }
}
