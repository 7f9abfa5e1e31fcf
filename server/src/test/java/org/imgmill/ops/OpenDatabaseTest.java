package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Databases that are not quite this imgmill's.
class OpenDatabaseTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    @TempDir Path folder;

    @Test
    void aDatabaseOfANewerImgmillIsRefusedUnlessNodesAreBeingReplaced() throws Exception {
        try (var postgres = ExternalPostgres.start(folder)) {
            try (var node = start(postgres)) {
                node.address();
            }
            execute(
                    postgres,
                    """
                    insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,
                      installed_by, execution_time, success)
                    select max(installed_rank) + 1, '4711', 'of tomorrow', 'SQL', 'V4711__of_tomorrow.sql', 1, 'x', 1, true
                    from flyway_schema_history
                    """);

            try (var node = start(postgres)) {
                assertThat(node.saidUntil("(no such line)"))
                        .contains(
                                "The database has tables of version 4711, of a newer imgmill; this one knows version ",
                                "--imgmill.database.newer-schema=allow")
                        .doesNotContain("is ready", "\tat ");
                assertThat(node.process().waitFor()).isEqualTo(1);
            }
            try (var node = start(postgres, "--imgmill.database.newer-schema=allow")) {
                assertThat(node.saidUntil("imgmill is ready at "))
                        .contains("version 4711", "It works on", "imgmill is ready at ");
            }
        }
    }

    @Test
    void aDatabaseThatCannotBeMigratedSaysInOneLineWhatToDo() throws Exception {
        try (var postgres = ExternalPostgres.start(folder)) {
            execute(postgres, "create role guest login");
            assertRefused(
                    postgres,
                    List.of("--spring.datasource.username=guest"),
                    "The database could not be migrated: ERROR: permission denied for schema public",
                    "grant it CREATE on the schema");

            execute(postgres, "create table accounts (id int)");
            assertRefused(
                    postgres,
                    List.of(),
                    "The database could not be migrated: Found non-empty schema(s) \"public\"",
                    "Name a database of imgmill's own");
        }
    }

    @Test
    void aNodeWhoseClockIsAheadSaysSoAndItsLanesGoByTheDatabases() throws Exception {
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start()) {
            try (var node = start(postgres)) {
                node.address();
            }
            // The clock of this machine stays as it is; the database says that it is an hour less.
            execute(
                    postgres,
                    """
                    create function public.clock_timestamp() returns timestamptz language sql as
                      $$ select pg_catalog.clock_timestamp() - interval '1 hour' $$;
                    create function public.now() returns timestamptz language sql as
                      $$ select pg_catalog.now() - interval '1 hour' $$;
                    alter role imgmill set search_path = public, pg_catalog
                    """);
            origin.play(
                    "/a.jpg",
                    (request, reply) -> {
                        if (origin.requests().size() == 1) {
                            reply.respond(503, "Retry-After: 1\n", new byte[0]);
                        } else {
                            reply.respond(200, "", Pictures.jpeg(80, 60));
                        }
                    });

            try (var node = start(postgres)) {
                var words = "imgmill is ready at ";
                var said = node.saidUntil(words);
                assertThat(said)
                        .containsPattern(
                                "The clock of this node is 3[56]\\d{5} ms ahead of the database's");
                var _ = node.readOn();
                var address =
                        said.substring(said.indexOf(words) + words.length()).split("\\s", 2)[0];
                var batch =
                        Server.at(address)
                                .run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg")));

                assertThat(batch.at("/counts/stored").asInt()).isEqualTo(1);
            }
        }
    }

    private void assertRefused(ExternalPostgres postgres, List<String> settings, String... words)
            throws Exception {
        try (var node = start(postgres, settings.toArray(String[]::new))) {
            assertThat(node.saidUntil("(no such line)"))
                    .contains(words)
                    .doesNotContain("is ready", "\tat ");
            assertThat(node.process().waitFor()).isEqualTo(1);
        }
    }

    private ServerProcess start(ExternalPostgres postgres, String... more) throws IOException {
        var settings = new ArrayList<>(postgres.settings());
        settings.add("--imgmill.outbound.allow=127.0.0.0/8");
        for (var setting : more) {
            var name = setting.substring(0, setting.indexOf('=') + 1);
            settings.removeIf(said -> said.startsWith(name));
            settings.add(setting);
        }
        return ServerProcess.start(folder.resolve("data"), settings.toArray(String[]::new));
    }

    private static void execute(ExternalPostgres postgres, String sql) throws SQLException {
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
