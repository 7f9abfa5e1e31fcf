package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

class ExternalPostgresTest {

    @TempDir Path folder;

    @Test
    void threeNodesThatStartTogetherOnPostgres15MigrateOnceAndWork() throws Exception {
        var installed = ExternalPostgres.installed(15);
        assumeTrue(
                Files.isExecutable(installed.resolve("bin/initdb")),
                "PostgreSQL 15 is not installed (Debian: apt-get install postgresql-15)");
        try (var postgres = ExternalPostgres.start(folder, installed);
                var origin = Origin.start().serve("/a.jpg", Pictures.jpeg(160, 120))) {
            var servers = startTogether(3, postgres);
            try {
                assertMigratedOnce(servers.getFirst());
                assertThat(dataDirectory(servers.getFirst()).resolve("postgres")).doesNotExist();

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
                servers.forEach(Server::close);
            }
        }
    }

    private static Path dataDirectory(Server server) {
        return Path.of(server.bean(Environment.class).getRequiredProperty("imgmill.data-dir"));
    }

    private static void assertMigratedOnce(Server server) {
        assertThat(
                        server.db()
                                .sql("show server_version")
                                .query((row, n) -> row.getString(1))
                                .single())
                .startsWith("15.");
        assertThat(
                        server.db()
                                .sql(
                                        """
                                        select count(*) = count(distinct version) and bool_and(success)
                                        from flyway_schema_history where version is not null
                                        """)
                                .query(Boolean.class)
                                .single())
                .as("each migration ran once")
                .isTrue();
    }

    private List<Server> startTogether(int nodes, ExternalPostgres postgres) throws Exception {
        var servers = new ArrayList<Server>();
        try (var threads = Executors.newFixedThreadPool(nodes)) {
            var starting = new ArrayList<Future<Server>>();
            for (int i = 0; i < nodes; i++) {
                var settings = new ArrayList<>(postgres.settings());
                settings.add("--imgmill.storage=" + folder.resolve("objects"));
                starting.add(threads.submit(() -> Server.start(settings.toArray(String[]::new))));
            }
            for (var one : starting) {
                servers.add(one.get());
            }
        }
        return servers;
    }
}
