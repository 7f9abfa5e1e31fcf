package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imgmill.batch.CrashingServer;
import org.imgmill.batch.Failpoint;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Books;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills servers with SIGKILL, one after the other in the same data directory, each with a batch
/// under way, and then looks whether anything was lost, doubled or torn.
///
/// Random kills are begun for 75 s, 30 at most; `-Dkills=300` makes it as many, however long that
/// takes.
///
/// Long: the invariants are one list, asked after every kill.
class KilledNodeTest {

    private static final int IMAGES = 24;
    private static final int MOST = 30;
    private static final Duration KILLING = Duration.ofSeconds(75);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir Path dataDirectory;

    private final Origin origin = Origin.start();
    private final List<String> batches = new ArrayList<>();
    private int kills;
    private volatile CountDownLatch asked = new CountDownLatch(0);

    @BeforeEach
    void serve() {
        var photo = Pictures.jpeg(200, 150);
        for (int i = 0; i < IMAGES; i++) {
            origin.play(
                    "/" + i + ".jpg",
                    (_, reply) -> {
                        asked.countDown();
                        reply.respond(200, "", photo);
                    });
        }
        origin.play("/hook", (_, reply) -> reply.respond(200, "", new byte[0]));
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void whereverANodeIsKilledEveryImageEndsOnceAndEveryWebhookHearsItsBatchEnd() throws Exception {
        for (var point : Failpoint.values()) {
            killAt(point, point == Failpoint.STORED ? 5 : 0);
        }

        try (var server = start("org.imgmill.Imgmill")) {
            lookAtEverything(server, server.address());
        }
    }

    @Test
    void howeverOftenANodeIsKilledEveryImageEndsOnce() throws Exception {
        var random = new Random(20261120);
        int begun = 0;
        for (long start = System.nanoTime(); goesOn(begun, System.nanoTime() - start); begun++) {
            asked = new CountDownLatch(1 + random.nextInt(IMAGES));
            try (var server = start("org.imgmill.Imgmill")) {
                upload(server.address());
                asked.await();
                server.kill();
                kills++;
            }
        }
        System.out.printf("%d servers were killed%n", begun);

        try (var server = start("org.imgmill.Imgmill")) {
            lookAtEverything(server, server.address());
        }
    }

    private static boolean goesOn(int begun, long nanos) {
        var wanted = Integer.getInteger("kills");
        return wanted == null ? begun < MOST && nanos < KILLING.toNanos() : begun < wanted;
    }

    private void killAt(Failpoint point, int times) throws Exception {
        try (var server =
                start(
                        "-Dfailpoint=" + point,
                        "-Dfailpoint.times=" + times,
                        CrashingServer.class.getName())) {
            var address = server.address();
            // The answer to an upload may never come: the server can stop dead before it.
            var uploading = Thread.ofVirtual().start(() -> uploadIfItCan(address));
            assertThat(server.saidUntil(CrashingServer.REACHED))
                    .contains(CrashingServer.REACHED + point);
            server.kill();
            kills++;
            uploading.join();
        }
    }

    private ServerProcess start(String... main) throws IOException {
        return ServerProcess.start(
                List.of(main),
                dataDirectory,
                "--imgmill.outbound.allow=127.0.0.0/8",
                "--imgmill.processing.first-retry=50ms");
    }

    private void uploadIfItCan(String address) {
        try {
            upload(address);
        } catch (IOException | InterruptedException e) {
            assertThat(e)
                    .as("the server was killed before it answered")
                    .isInstanceOf(IOException.class);
        }
    }

    private void upload(String address) throws IOException, InterruptedException {
        var images =
                IntStream.range(0, IMAGES)
                        .mapToObj(i -> "{\"url\": \"%s\"}".formatted(origin.url("/" + i + ".jpg")))
                        .collect(Collectors.joining(","));
        var body =
                "{\"images\": [%s, {\"url\": \"%s\"}], \"webhook_url\": \"%s\"}"
                        .formatted(images, origin.url("/missing.jpg"), origin.url("/hook"));
        var answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(address + "/v1/batches"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(202);
        batches.add(Server.json(answer.body()).get("id").asString());
    }

    private void lookAtEverything(ServerProcess server, String address) throws Exception {
        try (var db = server.connect()) {
            for (var batch : Books.texts(db, "select id::text from batch")) {
                awaitEnd(address, batch);
            }
            awaitNone(db, "select id::text from delivery where state <> 'delivered'");
            assertThat(Books.texts(db, "select id::text from batch")).containsAll(batches);
            assertThat(
                            Books.texts(
                                    db,
                                    "select id::text from batch where status <> 'completed_with_errors'"))
                    .isEmpty();
            // An image over which three servers died is given up, which these kills may come to do
            // to it: to one image of a lane for every three of them.
            assertThat(
                            Books.texts(
                                    db,
                                    """
                                    select b.id || ' ' || (total, processed, stored, failed, pending, given_up)::text
                                    from batch b cross join lateral (
                                      select count(*) given_up from image i
                                      where i.batch_id = b.id and i.detail = 'the server died over it'
                                        and i.url not like '%%/missing.jpg') g
                                    where (total, processed, stored + given_up, failed - given_up, pending)
                                      is distinct from (%1$d + 1, %1$d + 1, %1$d, 1, 0)
                                      or given_up > %2$d / 3
                                    """
                                            .formatted(IMAGES, kills)))
                    .as("batches whose counters are off, and those")
                    .isEmpty();
            assertThat(Books.texts(db, Books.WRONG_COUNTERS))
                    .as("batches whose counters do not follow from their images")
                    .isEmpty();
            assertThat(
                            Books.texts(
                                    db,
                                    "select batch_id::text from delivery group by batch_id having count(*) <> 1"))
                    .as("batches whose end was told in more than one event")
                    .isEmpty();
            outputsAreWhole(db);
        }
        var told =
                origin.requests("/hook").stream()
                        .collect(
                                Collectors.groupingBy(
                                        request ->
                                                Server.json(
                                                                new String(
                                                                        request.body(),
                                                                        StandardCharsets.UTF_8))
                                                        .at("/data/id")
                                                        .asString(),
                                        Collectors.mapping(
                                                request -> request.header("webhook-id"),
                                                Collectors.toSet())));
        assertThat(told.keySet()).containsAll(batches);
        assertThat(told.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    private void outputsAreWhole(Connection db) throws Exception {
        var outputs = Books.texts(db, Books.OUTPUTS);
        assertThat(outputs).isNotEmpty();
        for (var output : outputs) {
            int space = output.indexOf(' ');
            var bytes =
                    Files.readAllBytes(
                            dataDirectory.resolve("objects").resolve(output.substring(0, space)));
            assertThat(bytes).hasSize(Integer.parseInt(output.substring(space + 1)));
            assertThat(Pictures.read(bytes).getWidth()).isEqualTo(200);
        }
    }

    /// Follows the events of a batch until they end.
    private static void awaitEnd(String address, String batch)
            throws IOException, InterruptedException {
        var events =
                HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(address + "/v1/batches/" + batch + "/events"))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());
        try (var lines = events.body()) {
            assertThat(lines.anyMatch(line -> line.equals("event:ended"))).isTrue();
        }
    }

    private static void awaitNone(Connection db, String sql) {
        Books.awaitNone(db, sql, Duration.ofSeconds(60));
    }
}
