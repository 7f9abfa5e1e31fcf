package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalPostgresTest {

    @TempDir Path folder;

    @Test
    void threeNodesThatStartTogetherOnPostgres15MigrateOnceAndWork() throws Exception {
        var installed = ExternalPostgres.assumedInstalled(15, "initdb");
        try (var postgres = ExternalPostgres.start(folder, installed);
                var origin = Origin.start().serve("/a.jpg", Pictures.jpeg(160, 120))) {
            var nodes = startTogether(3, postgres);
            try {
                var servers = new ArrayList<Server>();
                for (var node : nodes) {
                    servers.add(Server.at(node.address()));
                }
                assertMigratedOnce(postgres);
                assertThat(nodes.getFirst().dataDirectory().resolve("postgres")).doesNotExist();

                var batch =
                        servers.getFirst()
                                .run(
                                        "S. No.,Product Name,Input Image Urls\n1,Mug,\"%s,%s\"\n"
                                                .formatted(
                                                        origin.url("/a.jpg"),
                                                        origin.url("/b.jpg")));

                assertThat(batch.get("status").asString()).isEqualTo("completed_with_errors");
                var id = batch.get("id").asString();
                for (var other : servers) {
                    assertThat(other.batch(id).at("/counts/stored").asInt()).isEqualTo(1);
                }
            } finally {
                for (var node : nodes) {
                    node.close();
                }
            }
        }
    }

    private static void assertMigratedOnce(ExternalPostgres postgres) throws Exception {
        assertThat(postgres.text("show server_version")).startsWith("15.");
        assertThat(
                        postgres.text(
                                """
                                select count(*) = count(distinct version) and bool_and(success)
                                from flyway_schema_history where version is not null
                                """))
                .as("each migration ran once")
                .isEqualTo("t");
    }

    /// In processes of their own, as nodes are.
    private List<ServerProcess> startTogether(int nodes, ExternalPostgres postgres)
            throws Exception {
        var started = new ArrayList<ServerProcess>();
        for (int i = 0; i < nodes; i++) {
            var settings = new ArrayList<>(postgres.settings());
            settings.add("--imgmill.storage=" + folder.resolve("objects"));
            settings.add("--imgmill.outbound.allow=127.0.0.0/8");
            started.add(
                    ServerProcess.start(
                            folder.resolve("node-" + i), settings.toArray(String[]::new)));
        }
        return started;
    }
}
