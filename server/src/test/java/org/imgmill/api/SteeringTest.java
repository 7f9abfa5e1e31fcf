package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Books;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many clients steer the same running batches at the same time, each saying whatever comes to it.
class SteeringTest {

    private static final int BATCHES = 3;
    private static final int IMAGES = 200;
    private static final int MISSING = 20;
    private static final int CLIENTS = 16;
    private static final int CALLS = 40;
    private static final List<String> VERBS = List.of("pause", "resume", "cancel", "retry");

    @TempDir Path objects;

    private final Origin origin = Origin.start();

    /// Every call lets one image through, so that batches run for as long as they are steered.
    private final Semaphore let = new Semaphore(0);

    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private Server server;

    @BeforeEach
    void start() {
        server = Server.start("--imgmill.storage=" + objects);
        var photo = Pictures.jpeg(64, 48);
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int i = MISSING; i < IMAGES; i++) {
                origin.play(
                        path(batch, i),
                        (_, reply) -> {
                            let.acquire();
                            reply.respond(200, "", photo);
                        });
            }
        }
    }

    @AfterEach
    void close() {
        let.release(1_000_000);
        server.close();
        origin.close();
    }

    @Test
    void whateverIsSaidToABatchAtOnceEveryImageEndsOnce() throws Exception {
        var ids = upload();

        steer((_, random) -> say(ids.get(random.nextInt(BATCHES)), random));

        assertThat(answers).isSubsetOf("200", "409 wrong_state").contains("200");
        let.release(1_000_000);
        for (var id : ids) {
            assertThat(server.post("/v1/batches/" + id + "/resume").statusCode()).isIn(200, 409);
            assertThat(server.post("/v1/batches/" + id + "/retry").statusCode()).isEqualTo(200);
            var batch = server.awaitEnd(id);
            assertThat(batch.get("status").asString()).isEqualTo("completed_with_errors");
            assertThat(batch.at("/counts/processed").asInt()).isEqualTo(IMAGES);
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES - MISSING);
            assertThat(batch.at("/counts/failed").asInt()).isEqualTo(MISSING);
        }
        theBooksAddUp();
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int i = MISSING; i < IMAGES; i++) {
                assertThat(origin.requests(path(batch, i))).as("fetches of an image").hasSize(1);
            }
        }
    }

    @Test
    void aBatchThatIsDeletedWhileOthersSteerItIsSimplyNotFound() throws Exception {
        var ids = upload();

        steer(
                (client, random) -> {
                    var id = ids.get(random.nextInt(BATCHES - 1));
                    if (client == 0 && random.nextInt(CALLS) < 4) {
                        heard(server.delete("/v1/batches/" + id));
                    } else {
                        say(id, random);
                    }
                });
        for (var id : ids.subList(0, BATCHES - 1)) {
            heard(server.delete("/v1/batches/" + id));
            heard(server.delete("/v1/batches/" + id));
        }

        assertThat(answers)
                .isSubsetOf("200", "204", "404 not_found", "409 wrong_state")
                .contains("204", "404 not_found");
        let.release(1_000_000);
        var batch = server.awaitEnd(ids.getLast());
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES - MISSING);
        theBooksAddUp();
    }

    private interface Client {
        void call(int client, Random random);
    }

    private void steer(Client what) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                clients.add(
                        threads.submit(
                                () -> {
                                    var random = new Random(client);
                                    for (int call = 0; call < CALLS; call++) {
                                        what.call(client, random);
                                        let.release();
                                    }
                                }));
            }
            for (var client : clients) {
                client.get();
            }
        }
    }

    private void say(String id, Random random) {
        int verb = random.nextInt(VERBS.size() + 1);
        heard(
                verb < VERBS.size()
                        ? server.post("/v1/batches/" + id + "/" + VERBS.get(verb))
                        : server.sendJson(
                                "PATCH",
                                "/v1/batches/" + id,
                                "{\"priority\": %d}".formatted(random.nextInt(-100, 101))));
    }

    private void heard(HttpResponse<String> answer) {
        answers.add(
                answer.statusCode() < 400
                        ? Integer.toString(answer.statusCode())
                        : answer.statusCode()
                                + " "
                                + Server.json(answer.body()).get("code").asString());
    }

    private void theBooksAddUp() throws Exception {
        assertThat(server.db().sql(Books.WRONG_COUNTERS).query(String.class).list()).isEmpty();
        for (var output : server.db().sql(Books.OUTPUTS).query(String.class).list()) {
            var keyAndSize = output.split(" ", 2);
            assertThat(Files.size(objects.resolve(keyAndSize[0])))
                    .isEqualTo(Long.parseLong(keyAndSize[1]));
        }
    }

    private List<String> upload() {
        var ids = new ArrayList<String>();
        for (int batch = 0; batch < BATCHES; batch++) {
            var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
            for (int i = 0; i < IMAGES; i++) {
                csv.append("%d,Mug,%s\n".formatted(i, origin.url(path(batch, i))));
            }
            ids.add(server.upload(csv.toString()));
        }
        return ids;
    }

    private static String path(int batch, int image) {
        return "/%d/%d.jpg".formatted(batch, image);
    }
}
