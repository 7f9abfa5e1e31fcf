package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir Path dataDirectory;

    @Test
    void aKilledServerStartsAgainWithEverythingItHad() throws Exception {
        ProcessHandle leftOver;
        String nodeId;
        try (var killed = ServerProcess.start(dataDirectory).whenReady()) {
            try (var connection = killed.connect();
                    var statement = connection.createStatement()) {
                statement.execute("create table kept as select 'still here' as what");
            }
            nodeId = Files.readString(dataDirectory.resolve("node-id"));
            leftOver = killed.postmaster();
            killed.kill();
        }
        assertThat(leftOver.isAlive()).as("PostgreSQL outlives a killed server").isTrue();

        try (var again = ServerProcess.start(dataDirectory).whenReady()) {
            assertThat(kept(again)).isEqualTo("still here");
            assertThat(again.postmaster().pid()).isNotEqualTo(leftOver.pid());
            assertThat(dataDirectory.resolve("node-id")).hasContent(nodeId);
        }
    }

    @Test
    void aServerThatIsToldToStopTakesItsPostgresWithIt() throws Exception {
        try (var server = ServerProcess.start(dataDirectory).whenReady()) {
            assertThat(dataDirectory.resolve("postgres/data/postmaster.pid")).exists();

            server.stop();

            assertThat(dataDirectory.resolve("postgres/data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void aSecondServerInTheSameDataDirectoryIsRefusedAndTheFirstGoesOn() throws Exception {
        try (var first = ServerProcess.start(dataDirectory).whenReady();
                var second = ServerProcess.start(dataDirectory)) {
            assertThat(second.saidUntil("(no such line)"))
                    .contains(
                            "imgmill.data-dir="
                                    + dataDirectory
                                    + " is in use by another imgmill (process "
                                    + first.process().pid()
                                    + ")")
                    .contains("--imgmill.data-dir")
                    .doesNotContain("\tat ");
            assertThat(second.process().waitFor()).isEqualTo(1);
            assertThat(first.postmaster().isAlive()).isTrue();
        }
    }

    private static String kept(ServerProcess server) throws Exception {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select what from kept")) {
            if (!answer.next()) {
                throw new SQLException("no row");
            }
            return answer.getString(1);
        }
    }
}
