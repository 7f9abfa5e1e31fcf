package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Books;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs one catalogue night after night while pictures change, fail and leave, two runs at a time,
/// old runs are deleted and servers are killed in the middle of it all; then no output that a run
/// names is missing, and none is there that nobody names.
///
/// `-Dnights=30` makes it as many.
///
/// Long: the nights, and all that is asked after them.
class KilledCatalogueTest {

    private static final int IMAGES = 16;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// What is remembered or named by a run that is kept, and the sizes.
    private static final String NAMED =
            """
            select coalesce(i.kept_as, b.token || '/' || i.row_no || '-' || i.position) || '.jpg ' || i.bytes_out
            from image i join batch b on b.id = i.batch_id
            where i.status = 1 and b.deleted_at is null and b.outputs_gone_at is null
            """;

    private static final String REMEMBERED =
            "select kept_as || '.jpg ' || bytes_out from remembered";

    @TempDir private Path dataDirectory;

    private final Origin origin = Origin.start();
    private final Random random = new Random(20261127);
    private final AtomicIntegerArray states = new AtomicIntegerArray(IMAGES);
    private volatile CountDownLatch asked = new CountDownLatch(0);

    @BeforeEach
    void serve() {
        var pictures = IntStream.range(0, 40).mapToObj(i -> Pictures.jpeg(100 + i, 80)).toList();
        for (int i = 0; i < IMAGES; i++) {
            int image = i;
            origin.play(
                    "/" + i + ".jpg",
                    (request, reply) -> {
                        asked.countDown();
                        int state = states.get(image);
                        var etag = "\"" + state + "\"";
                        if (state < 0) {
                            reply.respond(404, "", new byte[0]);
                        } else if (etag.equals(request.header("if-none-match"))) {
                            reply.respond(304, "ETag: " + etag + "\r\n", new byte[0]);
                        } else {
                            reply.respond(
                                    200,
                                    "ETag: " + etag + "\r\n",
                                    pictures.get((image + state) % pictures.size()));
                        }
                    });
        }
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void noOutputIsLostThatARunNamesAndNoneIsLeftThatNobodyNames() throws Exception {
        int nights = Integer.getInteger("nights", 6);
        for (int night = 0; night < nights; night++) {
            asked = new CountDownLatch(1 + random.nextInt(IMAGES));
            try (var server = start()) {
                var address = server.address();
                if (night == 0) {
                    send(address, "POST", "/v1/catalogues", "{\"name\": \"autumn\"}", 201);
                }
                changeSome();
                upload(address);
                upload(address);
                deleteSome(server, address);
                asked.await(20, TimeUnit.SECONDS);
                server.kill();
            }
        }

        try (var server = start()) {
            var address = server.address();
            try (var db = server.connect()) {
                for (var batch :
                        Books.texts(db, "select id::text from batch where deleted_at is null")) {
                    awaitEnd(address, batch);
                }
                var kept =
                        Books.texts(
                                db,
                                "select id::text from batch where deleted_at is null order by created_at");
                for (var batch : kept.subList(0, kept.size() / 2)) {
                    send(address, "DELETE", "/v1/batches/" + batch, "", 204);
                }
                age(db);
                awaitNone(db, "select id::text from batch where deleted_at is not null");
                lookForLatecomers(db);
                assertThat(Books.texts(db, Books.WRONG_COUNTERS)).isEmpty();
                lookAtOutputs(db);
            }
        }
    }

    private void lookAtOutputs(Connection db) throws Exception {
        var named = Books.texts(db, NAMED);
        var all = new TreeSet<>(named);
        all.addAll(Books.texts(db, REMEMBERED));
        assertThat(named).isNotEmpty();
        var kept =
                Books.texts(
                        db,
                        "select token from batch where deleted_at is null and outputs_gone_at is null");
        var objects = dataDirectory.resolve("objects");
        var keys = new TreeSet<String>();
        for (var output : all) {
            int space = output.indexOf(' ');
            keys.add(output.substring(0, space));
            assertThat(objects.resolve(output.substring(0, space)))
                    .as("an output that is named")
                    .isRegularFile()
                    .hasSize(Long.parseLong(output.substring(space + 1)));
        }
        var left = new TreeSet<String>();
        try (var files = Files.walk(objects)) {
            files.filter(Files::isRegularFile)
                    .map(file -> objects.relativize(file).toString())
                    .filter(file -> !file.startsWith("arriving"))
                    .filter(file -> !keys.contains(file) && !goesWithItsRun(file, kept))
                    .forEach(left::add);
        }
        assertThat(left).as("outputs that nobody names").isEmpty();
    }

    /// What a killed server stored for an image that ended otherwise later.
    private static boolean goesWithItsRun(String file, List<String> tokens) {
        return tokens.contains(file.substring(0, file.indexOf('/')));
    }

    private void changeSome() {
        for (int i = 0; i < IMAGES; i++) {
            switch (random.nextInt(5)) {
                case 0 -> states.incrementAndGet(i);
                case 1 -> states.set(i, states.get(i) < 0 ? i : -1);
                default -> {}
            }
        }
    }

    /// Half of the runs, the older the likelier.
    private void deleteSome(ServerProcess server, String address) throws Exception {
        try (var db = server.connect()) {
            var old =
                    Books.texts(
                            db,
                            "select id::text from batch where deleted_at is null order by created_at desc offset 3");
            for (var batch : old) {
                if (random.nextBoolean()) {
                    send(address, "DELETE", "/v1/batches/" + batch, "", 204);
                }
            }
            age(db);
        }
    }

    private static void age(Connection db) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.executeUpdate(
                    "update batch set deleted_at = deleted_at - interval '11 seconds' where deleted_at is not null");
            statement.executeUpdate(
                    "update upkeep_tasks set execution_time = now() where task_name = 'retention' and not picked");
        }
    }

    /// As a day later. What ages deletions here gives images that are in flight no time to end, so
    /// some are stored behind the back of those who removed the rest.
    private static void lookForLatecomers(Connection db) throws SQLException {
        try (var statement = db.createStatement()) {
            statement.executeUpdate("update gone set at = at - interval '2 days'");
            statement.executeUpdate(
                    "update upkeep_tasks set execution_time = now() where task_name = 'latecomers' and not picked");
        }
        awaitNone(db, "select token from gone");
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(
                dataDirectory,
                "--imgmill.outbound.allow=127.0.0.0/8",
                "--imgmill.processing.first-retry=50ms");
    }

    private void upload(String address) throws IOException, InterruptedException {
        var images =
                IntStream.range(0, IMAGES)
                        .filter(i -> random.nextInt(8) > 0)
                        .mapToObj(i -> "{\"url\": \"%s\"}".formatted(origin.url("/" + i + ".jpg")))
                        .collect(Collectors.joining(","));
        send(
                address,
                "POST",
                "/v1/batches",
                "{\"images\": [%s], \"catalogue\": \"autumn\"}".formatted(images),
                202);
    }

    private static void send(String address, String method, String path, String body, int status)
            throws IOException, InterruptedException {
        var answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    /// Follows the events of a batch until they end.
    private static void awaitEnd(String address, String batch) {
        Server.at(address).awaitEnd(batch);
    }

    private static void awaitNone(Connection db, String sql) {
        Books.awaitNone(db, sql, Duration.ofSeconds(90));
    }
}
