package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.imgmill.transcode.jpeg.Effort;
import org.imgmill.transcode.jpeg.JpegOptions;
import org.imgmill.transcode.jpeg.JpegRecompressor;
import org.imgmill.transcode.jpeg.Recompressed;
import org.imgmill.transcode.jpeg.Scans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A database and outputs that imgmill 1.0.0 left behind, opened by the imgmill of today: what is
/// finished is still there, and what is not goes on.
class UpgradeTest {

    /// Of the key that 1.0.0 gave to the shop.
    private static final String KEY = "im_YKPF34VVR9vz1uKciukf4OOIDoh_j9ptXXrujCjqRqs";

    private static final String ENDED = "/v1/batches/01a21cd9-141f-773a-ad18-6ec8781abe18";
    private static final String WAITING = "/v1/batches/01a21cd9-17c9-779d-b12b-56e7c644e90a";
    private static final String CANCELLED = "/v1/batches/01a21cd9-198f-70b3-91fe-f5f7281b2b29";
    private static final String PAUSED = "/v1/batches/01a21cd9-1b62-7c5a-be89-e9467c1f9594";
    private static final String DELETED = "/v1/batches/01a21cd9-1be2-780b-b8b3-681b2161755d";
    private static final String OUTPUTS = "8bd2822c7a41b1af7de9c6ecd4cebd48";

    private static final String OUTPUTS_OF_PAUSED = "4bcab5573455d49f6253b04cfc42d314";

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final byte[] PHOTO = Pictures.jpeg(200, 150);

    @TempDir Path folder;

    @Test
    void aDatabaseOfVersion1OpensWithAllThatIsInItAndWorkGoesOn() throws Exception {
        var objects = folder.resolve("objects");
        var output = Files.createDirectories(objects.resolve(OUTPUTS)).resolve("1-0.jpg");
        Files.write(output, PHOTO);
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start()) {
            for (var path : List.of("/gone.jpg", "/slow1.jpg", "/slow2.jpg", "/new.jpg")) {
                origin.serve(path, PHOTO);
            }
            origin.serve("/broken", new byte[0]);
            fill(postgres, origin.port());

            try (var server = start(postgres, objects)) {
                assertThat(names(server)).isEqualTo("paused, cancelled, slow, a.csv");
                assertThat(get(server, DELETED).statusCode()).isEqualTo(404);
                whatIsFinishedIsStillThere(server, origin);

                awaitEnd(server, WAITING, 2);
                var resumed = post(server, PAUSED + "/resume");
                assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(200);
                awaitEnd(server, PAUSED, 2);
                itsPicturesAreWhatVersion1Wrote(server, objects.resolve(OUTPUTS_OF_PAUSED));
                post(server, ENDED + "/retry");
                awaitEnd(server, ENDED, 4);
                Eventually.until(
                        "the delivery that waited is taken",
                        () -> get(server, CANCELLED + "/deliveries").body().contains("delivered"));

                var csv = HEADER + "1,Mug,%s\n".formatted(origin.url("/new.jpg"));
                var upload = new Form().file("file", "new.csv", csv);
                var taken = server.send(upload, "/v1/batches", "Authorization", "Bearer " + KEY);
                assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
                awaitEnd(server, "/v1/batches/" + json(taken).get("id").asString(), 1);
            }
        }
    }

    private void fill(ExternalPostgres postgres, int port) throws IOException, SQLException {
        String sql;
        try (var dump = UpgradeTest.class.getResourceAsStream("/upgrade/1.0.0.sql")) {
            sql = new String(Objects.requireNonNull(dump).readAllBytes(), StandardCharsets.UTF_8);
        }
        // Two names of this machine: the host that said "Retry-After" is not the other one.
        sql = sql.replace("127.0.0.2:18099", "localhost:" + port);
        sql = sql.replace("127.0.0.1:18099", "127.0.0.1:" + port);
        try (var connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Server start(ExternalPostgres postgres, Path objects) {
        var settings =
                List.of(
                        "--imgmill.data-dir=" + folder.resolve("data"),
                        "--imgmill.storage=" + objects,
                        "--imgmill.public-url=https://images.example",
                        // Whatever the day is on which this runs.
                        "--imgmill.retention=0");
        return Server.start(
                Stream.concat(postgres.settings().stream(), settings.stream())
                        .toArray(String[]::new));
    }

    private static void whatIsFinishedIsStillThere(Server server, Origin origin) {
        var links = "https://images.example/files/" + OUTPUTS;
        assertThat(get(server, ENDED + "/results.csv").body().replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        S. No.,Product Name,Input Image Urls,Output Image Urls
                        1,"Mug, large","%1$s/a.jpg,%1$s/b.png","%2$s/1-0.jpg,%2$s/1-1.png"
                        2,Größe,%1$s/gone.jpg,
                        3,Bad,not a url,
                        4,=1+1,%1$s/a.jpg,%2$s/1-0.jpg
                        """
                                .formatted(origin.url(""), links));
        assertThat(get(server, ENDED + "/errors.csv").body())
                .contains("2,Größe,", ",3,http_status,", "The server answered 404.")
                .contains("3,Bad,not a url,4,invalid_url,");
        assertThat(server.getBytes("/files/" + OUTPUTS + "/1-0.jpg").body()).isEqualTo(PHOTO);
        assertThat(json(get(server, ENDED + "/checks")).get("state").asString()).isEqualTo("none");
        assertThat(get(server, ENDED + "/checks.csv").statusCode()).isEqualTo(409);
        assertThat(get(server, ENDED + "/deliveries").body()).contains("\"delivered\"");
        assertThat(json(get(server, CANCELLED)).get("status").asString()).isEqualTo("cancelled");
    }

    /// Their recipes know no effort: half a batch is not written otherwise than the other half.
    private static void itsPicturesAreWhatVersion1Wrote(Server server, Path outputs)
            throws IOException {
        var recipe = json(get(server, PAUSED)).get("recipe");
        assertThat(recipe.get("effort").asString()).isEqualTo("fast");
        assertThat(recipe.get("scans").asString()).isEqualTo("baseline");
        var fast = JpegOptions.quality(50).with(Effort.FAST, Scans.BASELINE);
        var made = new JpegRecompressor().recompress(PHOTO, PHOTO.length, fast);
        try (var files = Files.list(outputs)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(
                            file ->
                                    assertThat(Files.readAllBytes(file))
                                            .isEqualTo(((Recompressed.Done) made).bytes()));
        }
    }

    private static String names(Server server) {
        return json(get(server, "/v1/batches"))
                .get("data")
                .valueStream()
                .map(batch -> batch.get("name").asString())
                .collect(Collectors.joining(", "));
    }

    private static void awaitEnd(Server server, String batch, int stored) {
        Eventually.until(
                stored + " images of " + batch + " are stored",
                () -> json(get(server, batch)).at("/counts/stored").asInt() == stored);
        Eventually.until(
                batch + " has ended",
                () -> json(get(server, batch)).get("status").asString().startsWith("completed"));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Server.json(answer.body());
    }

    private static HttpResponse<String> get(Server server, String path) {
        return server.send(request(server, path).build());
    }

    private static HttpResponse<String> post(Server server, String path) {
        return server.send(request(server, path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private static HttpRequest.Builder request(Server server, String path) {
        return HttpRequest.newBuilder(URI.create(server.url(path)))
                .header("Authorization", "Bearer " + KEY);
    }
}
