package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {

    private static final String BATCH = "01a1fbbd-3e83-78ab-a8ec-d0f8afa07127";

    @TempDir Path folder;

    @Test
    void whoeverAsksWithoutADatabaseHearsToComeBackAndTheLogHasOneLineForIt() throws Exception {
        try (var postgres = ExternalPostgres.start(folder);
                var server = start(postgres)) {
            var client = Server.at(server.address());
            postgres.stop("immediate");

            var answer = client.get("/v1/batches/" + BATCH);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("application/problem+json");
            assertThat(Server.json(answer.body()).get("code").asString()).isEqualTo("unavailable");
            var words = "was not answered: the database does not answer";
            var line =
                    Server.json(
                            server.saidUntil(words).lines().reduce((_, last) -> last).orElse(""));
            assertThat(line.at("/log/level").asString()).isEqualTo("WARN");
            assertThat(line.get("batch").asString()).isEqualTo(BATCH);
            assertThat(line.path("error").isMissingNode()).isTrue();
        }
    }

    private ServerProcess start(ExternalPostgres postgres) throws Exception {
        var settings = new ArrayList<>(postgres.settings());
        settings.add("--imgmill.log=json");
        settings.add("--spring.datasource.hikari.connection-timeout=500");
        return ServerProcess.start(folder.resolve("data"), settings.toArray(String[]::new));
    }
}
