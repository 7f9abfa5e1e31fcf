package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.imgmill.postgres.EmbeddedPostgres;
import org.imgmill.postgres.PostgresFolder;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstKeyTest {

    private static final Pattern KEY = Pattern.compile("im_[A-Za-z0-9_-]{43}");
    private static final String READY = "imgmill is ready at ";

    @TempDir Path folder;

    @Test
    void ofNodesThatStartTogetherOneMakesAnAdminKeyAndShowsItOnce() throws Exception {
        var programs = Path.of(System.getProperty("imgmill.postgres.programs"));
        try (var postgres =
                EmbeddedPostgres.start(PostgresFolder.in(folder.resolve("postgres"), programs))) {
            var said = startAndStop(postgres, "one", "two", "three");

            var keys = KEY.matcher(said).results().map(MatchResult::group).toList();
            assertThat(keys).hasSize(1);
            assertThat(said).contains("It is shown this once");

            try (var again = start(postgres, "one")) {
                var saidAgain = again.saidUntil(READY);
                assertThat(KEY.matcher(saidAgain).find()).isFalse();
                var address = saidAgain.substring(saidAgain.indexOf(READY) + READY.length());
                var audit = URI.create(address.split("\\s", 2)[0] + "/v1/keys");
                assertThat(status(audit, "im_somebody-elses")).isEqualTo(401);
                assertThat(status(audit, keys.getFirst())).isEqualTo(200);
            }
        }
    }

    private String startAndStop(EmbeddedPostgres postgres, String... names) throws IOException {
        var nodes = new ArrayList<ServerProcess>();
        var said = new StringBuilder();
        try {
            for (var name : names) {
                nodes.add(start(postgres, name));
            }
            for (var node : nodes) {
                said.append(node.saidUntil(READY));
            }
        } finally {
            for (var node : nodes) {
                node.close();
            }
        }
        return said.toString();
    }

    private ServerProcess start(EmbeddedPostgres postgres, String name) throws IOException {
        return ServerProcess.start(
                List.of("-Xmx192m", "org.imgmill.Imgmill"),
                folder.resolve(name),
                "--server.address=0.0.0.0",
                "--imgmill.auth.admin-key=generate",
                "--spring.datasource.url=" + postgres.jdbcUrl(),
                "--spring.datasource.username=" + EmbeddedPostgres.USER,
                "--spring.datasource.password=" + postgres.password(),
                "--spring.datasource.hikari.maximum-pool-size=6");
    }

    private static int status(URI uri, String key) {
        var request = HttpRequest.newBuilder(uri).header("X-API-Key", key).build();
        return Server.at("").send(request).statusCode();
    }
}
