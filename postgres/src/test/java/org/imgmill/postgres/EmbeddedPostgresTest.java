package org.imgmill.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir Path parent;

    private Path folder() {
        return parent.resolve("database");
    }

    @Test
    void everyCommitIsOnTheDiskBeforeItIsAcknowledged() throws Exception {
        try (var postgres = start()) {
            assertThat(ask(postgres, "show fsync")).isEqualTo("on");
            assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
            assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
        }
    }

    @Test
    void nobodyConnectsWithoutThePasswordThatOnlyTheOwnerCanRead() throws Exception {
        try (var postgres = start()) {
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            postgres.jdbcUrl(), EmbeddedPostgres.USER, "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(ask(postgres, "select passwd from pg_shadow")).startsWith("SCRAM-SHA-256");
            assertThat(permissions("password")).isEqualTo("rw-------");
            assertThat(permissions("")).isEqualTo("rwx------");
        }
    }

    @Test
    void rowsOutliveAStopAndAStart() throws Exception {
        try (var postgres = start()) {
            execute(postgres, "create table kept as select 'still here' as what");
        }
        try (var postgres = start()) {
            assertThat(ask(postgres, "select what from kept")).isEqualTo("still here");
        }
    }

    @Test
    void aPostmasterThatWasLeftOverIsReplaced() throws Exception {
        var leftOver = start();
        execute(leftOver, "create table kept as select 'still here' as what");
        var before = ask(leftOver, "select pg_postmaster_start_time()");

        try (var postgres = start()) {
            assertThat(ask(postgres, "select what from kept")).isEqualTo("still here");
            assertThat(ask(postgres, "select pg_postmaster_start_time()")).isNotEqualTo(before);
        }
    }

    @Test
    void aStalePidFileThatNamesAnotherProgramDoesNotStopTheStart() throws Exception {
        start().close();
        var pidFile = folder().resolve("data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");

        try (var postgres = start()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void anInterruptedFirstStartIsBegunAgain() throws Exception {
        Files.createDirectories(folder().resolve("data.unfinished/base"));

        try (var postgres = start()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void aDatabaseOfAnotherMajorIsRefusedWithWhatToDo() throws Exception {
        var data = Files.createDirectories(folder().resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "17\n");

        assertThatThrownBy(() -> start())
                .isInstanceOf(PostgresRefused.class)
                .hasMessageContaining("PostgreSQL 17")
                .extracting(refused -> ((PostgresRefused) refused).advice())
                .asString()
                .contains("pg_dump");
    }

    @Test
    void theProgramsAreUnpackedInTheFolderUnderTheirVersion() throws Exception {
        try (var postgres = EmbeddedPostgres.start(PostgresFolder.in(folder()))) {
            assertThat(ask(postgres, "show server_version")).isEqualTo(PostgresBinaries.VERSION);
            assertThat(folder().resolve("18.6/bin/postgres")).isExecutable();
        }
    }

    private EmbeddedPostgres start() {
        var programs = Path.of(System.getProperty("imgmill.postgres.programs"));
        return EmbeddedPostgres.start(PostgresFolder.in(folder(), programs));
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve(file)));
    }

    private static String ask(EmbeddedPostgres postgres, String question) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(), EmbeddedPostgres.USER, postgres.password());
    }
}
