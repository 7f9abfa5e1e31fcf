package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTroubleTest {

    private static final int IMAGES = 20;
    private static final int CONNECTIONS = 5;

    @TempDir Path objects;

    @Test
    void whileSomebodyHoldsEveryConnectionOfThePoolWorkWaitsAndThenGoesOn() throws Exception {
        try (var origin = Origin.start();
                var server =
                        Server.start(
                                "--spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS,
                                "--spring.datasource.hikari.connection-timeout=500",
                                "--imgmill.storage=" + objects)) {
            var gate = new Gate(origin, IMAGES);
            var id = server.upload(gate.catalogue());
            gate.await(IMAGES);

            var held = holdAll(server.bean(DataSource.class).unwrap(HikariDataSource.class));
            double before = timeouts(server);
            gate.open();
            Eventually.until(
                    "everything is stored and has waited for the database three times",
                    () -> stored() >= IMAGES && timeouts(server) >= before + 3);
            for (var connection : held) {
                connection.close();
            }

            var batch = server.awaitEnd(id);
            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
            assertThat(origin.requests()).as("no image is fetched twice").hasSize(IMAGES);
        }
    }

    private static List<Connection> holdAll(HikariDataSource pool) throws SQLException {
        var held = new ArrayList<Connection>();
        while (held.size() < CONNECTIONS) {
            try {
                held.add(pool.getConnection());
            } catch (SQLTransientConnectionException e) {
                assertThat(e.getMessage()).contains("request timed out");
            }
        }
        return held;
    }

    private static double timeouts(Server server) {
        return server.bean(MeterRegistry.class)
                .get("hikaricp.connections.timeout")
                .counter()
                .count();
    }

    private long stored() throws IOException {
        long stored = 0;
        // In the folder of arriving files names come and go while it is read.
        try (var folders = Files.newDirectoryStream(objects, at -> !at.endsWith("arriving"))) {
            for (var folder : folders) {
                try (var files = Files.walk(folder)) {
                    stored += files.filter(file -> file.toString().endsWith(".jpg")).count();
                }
            }
        }
        return stored;
    }
}
