package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/// A PostgreSQL whose connections, up to max_connections, are all somebody else's.
class NoConnectionLeftTest {

    private static final int IMAGES = 20;
    private static final String TOO_MANY_CONNECTIONS = "53300";

    @TempDir Path folder;

    @Test
    void aBatchWaitsUntilItsDatabaseHasAConnectionForIt() throws Exception {
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start();
                var node = postgres.startNode(folder.resolve("data"))) {
            var gate = new Gate(origin, IMAGES);
            var server = Server.at(node.address());
            var id = server.upload(gate.catalogue());
            gate.await(1);

            var connections = takeAll(postgres);
            gate.open();
            assertThat(node.saidUntil("endings wait: the database or the storage does not answer"))
                    .contains("Next try in");
            var _ = node.readOn();
            for (var connection : connections) {
                connection.close();
            }

            var batch = server.awaitEnd(id);
            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
            assertThat(origin.requests()).as("no image is fetched twice").hasSize(IMAGES);
        }
    }

    /// Ends the connections of others until none of them comes back.
    private static List<Connection> takeAll(ExternalPostgres postgres) throws SQLException {
        var taken = new ArrayList<>(List.of(postgres.connect()));
        do {
            try {
                while (true) {
                    taken.add(postgres.connect());
                }
            } catch (SQLException e) {
                assertThat(e.getSQLState()).isEqualTo(TOO_MANY_CONNECTIONS);
            }
        } while (endOthers(taken) > 0);
        return taken;
    }

    /// @return how many there were
    private static int endOthers(List<Connection> ours) throws SQLException {
        var pids = new ArrayList<Integer>();
        for (var connection : ours) {
            pids.add(connection.unwrap(PGConnection.class).getBackendPID());
        }
        try (var statement =
                ours.getFirst()
                        .prepareStatement(
                                """
                                select count(pg_terminate_backend(pid)) from pg_stat_activity
                                where backend_type = 'client backend' and pid <> all(?)
                                """)) {
            statement.setArray(
                    1, ours.getFirst().createArrayOf("int", pids.toArray(Integer[]::new)));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
