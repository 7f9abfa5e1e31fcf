package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.imgmill.batch.CrashingServer;
import org.imgmill.batch.Failpoint;
import org.imgmill.testing.Books;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills servers with SIGKILL over pictures that came in with their batch.
@Timeout(300)
class KilledPicturesTest {

    private static final int PICTURES = 20;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir Path dataDirectory;

    @Test
    void picturesThatCameInAreAllThereForTheNextServer() throws Exception {
        for (var point : List.of(Failpoint.DOWNLOADED, Failpoint.STORED)) {
            try (var server =
                    ServerProcess.start(
                            List.of(
                                    "-Dfailpoint=" + point,
                                    "-Dfailpoint.times=5",
                                    CrashingServer.class.getName()),
                            dataDirectory)) {
                assertThat(upload(server.address())).isEqualTo(202);
                assertThat(server.saidUntil(CrashingServer.REACHED))
                        .contains(CrashingServer.REACHED + point);
                server.kill();
            }
        }

        try (var server = ServerProcess.start(dataDirectory)) {
            var address = server.address();
            try (var db = server.connect();
                    var statement = db.createStatement()) {
                awaitEnds(address);
                try (var rows =
                        statement.executeQuery(
                                "select count(*) from batch where status = 'completed' and stored = "
                                        + PICTURES)) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(2);
                }
                try (var rows = statement.executeQuery(Books.WRONG_COUNTERS)) {
                    assertThat(rows.next()).isFalse();
                }
                try (var rows = statement.executeQuery("select count(*) from gone")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).as("tokens that no batch has").isZero();
                }
                try (var rows = statement.executeQuery(Books.OUTPUTS)) {
                    while (rows.next()) {
                        var output = rows.getString(1).split(" ", -1);
                        assertThat(Files.size(dataDirectory.resolve("objects").resolve(output[0])))
                                .isEqualTo(Long.parseLong(output[1]));
                    }
                }
            }
        }
    }

    private static int upload(String address) throws IOException, InterruptedException {
        var form = new Form();
        for (int i = 0; i < PICTURES; i++) {
            form.file("images", "shop/" + i + ".jpg", Pictures.jpeg(200 + i, 150));
        }
        return HTTP.send(
                        form.to(URI.create(address + "/v1/batches")),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static void awaitEnds(String address) throws IOException, InterruptedException {
        var list =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(address + "/v1/batches")).build(),
                        HttpResponse.BodyHandlers.ofString());
        for (var batch : Server.json(list.body()).get("data")) {
            Server.at(address).awaitEnd(batch.get("id").asString());
        }
    }
}
