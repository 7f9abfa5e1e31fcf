package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ControlTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final byte[] photo = Pictures.jpeg(160, 120);
    private final Origin origin = Origin.start();

    /// Images behind this gate are answered only when it is open.
    private final CountDownLatch gate = new CountDownLatch(1);

    private final CountDownLatch asked = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        origin.close();
    }

    @Test
    void aCancelledBatchKeepsWhatIsStoredAndReadsTheRestAsCancelled() throws InterruptedException {
        origin.serve("/open.jpg", photo);
        var id = server.upload(gated(100, origin.url("/open.jpg")));
        asked.await();

        var answer = server.post("/v1/batches/" + id + "/cancel");
        gate.countDown();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Server.json(answer.body()).get("status").asString()).isEqualTo("cancelled");
        assertThat(server.awaitEnd(id).get("status").asString()).isEqualTo("cancelled");
        assertThat(server.post("/v1/batches/" + id + "/cancel").statusCode()).isEqualTo(200);
        var last =
                Server.json(server.get("/v1/batches/" + id + "/products?after=99&limit=10").body());
        assertThat(last.at("/data/0/images/0/code").asString()).isEqualTo("cancelled");
        assertThat(server.get("/v1/batches/" + id + "/results.csv").body().split("\r?\n"))
                .hasSize(102);
    }

    @Test
    void imagesInFlightWhenTheirBatchIsCancelledStillCount() throws InterruptedException {
        var id = server.upload(gated(1));
        asked.await();
        server.post("/v1/batches/" + id + "/cancel");
        gate.countDown();

        var batch = awaitProcessed(id, 1);
        assertThat(batch.get("status").asString()).isEqualTo("cancelled");
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(1);
    }

    @Test
    void aPausedBatchGoesOnWhereItStoppedWhenItIsResumed() throws InterruptedException {
        var id = server.upload(gated(60));
        asked.await();

        assertThat(verb(id, "pause").get("status").asString()).isEqualTo("paused");
        assertThat(verb(id, "pause").get("status").asString()).isEqualTo("paused");
        gate.countDown();
        assertThat(verb(id, "resume").get("status").asString()).isEqualTo("processing");
        assertThat(verb(id, "resume").get("status").asString()).isIn("processing", "completed");

        var batch = server.awaitEnd(id);
        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(60);
    }

    @Test
    void anEndedBatchCanBeNeitherPausedNorResumedNorCancelled() {
        origin.serve("/a.jpg", photo);
        var id =
                server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg")))
                        .get("id")
                        .asString();

        for (var verb : new String[] {"pause", "resume", "cancel"}) {
            var answer = server.post("/v1/batches/" + id + "/" + verb);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(Server.json(answer.body()).get("detail").asString())
                    .contains("had already ended (completed)");
        }
    }

    @Test
    void aRetryTriesOnlyWhatFailedAndTheOutputCsvThenHasIt() {
        origin.serve("/a.jpg", photo);
        var batch =
                server.run(
                        HEADER
                                + "1,Mug,\"%s,%s\"\n2,Bowl,%s\n"
                                        .formatted(
                                                origin.url("/a.jpg"),
                                                origin.url("/late.jpg"),
                                                origin.url("/a.jpg")));
        var id = batch.get("id").asString();
        assertThat(batch.at("/counts/failed").asInt()).isEqualTo(1);
        origin.serve("/late.jpg", photo);

        verb(id, "retry");
        var again = server.awaitEnd(id);

        assertThat(again.get("status").asString()).isEqualTo("completed");
        assertThat(again.at("/counts/stored").asInt()).isEqualTo(3);
        assertThat(again.at("/counts/failed").asInt()).isZero();
        assertThat(again.get("failures")).isEmpty();
        assertThat(origin.requests("/a.jpg")).hasSize(1);
        assertThat(server.get("/v1/batches/" + id + "/results.csv").body()).contains("/1-1.jpg");
    }

    @Test
    void aRetryByCodeLeavesOtherFailuresAlone() {
        origin.serve(
                "/page.jpg",
                "<html>log in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var batch =
                server.run(
                        HEADER
                                + "1,Mug,\"%s,%s\"\n"
                                        .formatted(
                                                origin.url("/page.jpg"), origin.url("/late.jpg")));
        var id = batch.get("id").asString();
        origin.serve("/late.jpg", photo);

        server.postJson("/v1/batches/" + id + "/retry", "{\"codes\": [\"http_status\"]}");
        var again = server.awaitEnd(id);

        assertThat(again.get("status").asString()).isEqualTo("completed_with_errors");
        assertThat(again.at("/failures/0/code").asString()).isEqualTo("not_an_image");
        assertThat(origin.requests("/page.jpg")).hasSize(1);
    }

    @Test
    void aRetryOfAPausedBatchBeginsNothingBeforeItIsResumed() throws InterruptedException {
        try (var other = Origin.start("127.0.0.2", null)) {
            var id = server.upload(gated(1, other.url("/late.jpg")));
            asked.await();
            awaitProcessed(id, 1);
            verb(id, "pause");
            other.serve("/late.jpg", photo);

            assertThat(verb(id, "retry").get("status").asString()).isEqualTo("paused");
            assertThat(
                            server.db()
                                    .sql(
                                            "select count(*) from scheduled_tasks where task_instance like ? || '/%' and not picked")
                                    .param(id)
                                    .query(Integer.class)
                                    .single())
                    .isZero();
            gate.countDown();
            verb(id, "resume");

            assertThat(server.awaitEnd(id).at("/counts/stored").asInt()).isEqualTo(2);
            assertThat(other.requests("/late.jpg")).hasSize(2);
        }
    }

    @Test
    void anUnknownCodeToRetryIsRefusedByName() {
        origin.serve("/a.jpg", photo);
        var id =
                server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg")))
                        .get("id")
                        .asString();

        var answer = server.postJson("/v1/batches/" + id + "/retry", "{\"codes\": [\"bad_luck\"]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no failure code \\\"bad_luck\\\"");
    }

    @Test
    void aBatchThatFailsTooOftenIsGivenUpEarly() {
        var csv = new StringBuilder(HEADER);
        for (int i = 1; i <= 32; i++) {
            csv.append("%d,Mug,%s\n".formatted(i, origin.url("/missing/" + i)));
        }
        csv.append(gated(100).substring(HEADER.length()));

        var batch = server.run(csv.toString(), "max_failures", "10");

        assertThat(batch.get("status").asString()).isEqualTo("failed");
        assertThat(batch.at("/counts/failed").asInt()).isBetween(10, 32);
        assertThat(batch.at("/counts/processed").asInt()).isLessThan(132);
    }

    @Test
    void aDeletedBatchIsGoneForEveryone() {
        origin.serve("/a.jpg", photo);
        var id =
                server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg")))
                        .get("id")
                        .asString();

        assertThat(server.delete("/v1/batches/" + id).statusCode()).isEqualTo(204);

        assertThat(server.get("/v1/batches/" + id).statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/batches/" + id + "/results.csv").statusCode()).isEqualTo(404);
        assertThat(server.delete("/v1/batches/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void aHigherPriorityIsShownAndReachesTheQueue() throws InterruptedException {
        var id = server.upload(gated(40));
        asked.await();

        var answer = server.sendJson("PATCH", "/v1/batches/" + id, "{\"priority\": 7}");

        assertThat(Server.json(answer.body()).get("priority").asInt()).isEqualTo(7);
        assertThat(
                        server.db()
                                .sql(
                                        "select distinct priority from scheduled_tasks where task_instance like ? || '/%'")
                                .param(id)
                                .query(Integer.class)
                                .list())
                .containsExactly(7);
        gate.countDown();
        assertThat(server.awaitEnd(id).get("status").asString()).isEqualTo("completed");
    }

    @Test
    void aHostThatAsksToWaitIsLeftAloneAndTheWaitIsShown() {
        origin.play("/busy.jpg", Parts.status(429, "Retry-After: 1\n"));
        origin.serve("/fine.jpg", photo);
        var id = server.upload(HEADER + "1,Mug,%s\n".formatted(origin.url("/busy.jpg")));

        awaitRequest("/busy.jpg");
        JsonNode batch = server.batch(id);
        while (batch.get("waiting_hosts").isEmpty()) {
            Thread.onSpinWait();
            batch = server.batch(id);
        }
        assertThat(batch.at("/waiting_hosts/0/host").asString())
                .isEqualTo("127.0.0.1:" + origin.port());
        assertThat(batch.at("/waiting_hosts/0/images").asInt()).isEqualTo(1);
        origin.serve("/busy.jpg", photo);

        var ended = server.awaitEnd(id);
        assertThat(ended.get("status").asString()).isEqualTo("completed");
    }

    @Test
    void eventsOfABatchThatStandsStillShowThatTheLineLives() throws InterruptedException {
        var id = server.upload(gated(1, origin.url("/open.jpg")));
        asked.await();
        server.post("/v1/batches/" + id + "/pause");
        var events =
                server.send(
                        HttpRequest.newBuilder(
                                        URI.create(server.url("/v1/batches/" + id + "/events")))
                                .build(),
                        HttpResponse.BodyHandlers.ofLines());

        try (var lines = events.body()) {
            assertThat(lines.filter(line -> line.startsWith(":")).findFirst())
                    .contains(":still here");
        }
    }

    private void awaitRequest(String path) {
        while (origin.requests(path).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    private JsonNode awaitProcessed(String id, int processed) {
        var batch = server.batch(id);
        while (batch.at("/counts/processed").asInt() < processed) {
            Thread.onSpinWait();
            batch = server.batch(id);
        }
        return batch;
    }

    private JsonNode verb(String id, String verb) {
        return Server.json(server.post("/v1/batches/" + id + "/" + verb).body());
    }

    /// A catalogue whose images are answered when the gate opens, after some that are answered at
    /// once.
    private String gated(int images, String... open) {
        var csv = new StringBuilder(HEADER);
        int row = 0;
        for (var url : open) {
            csv.append("%d,Open,%s\n".formatted(++row, url));
        }
        for (int i = 0; i < images; i++) {
            var path = "/gated/" + i + ".jpg";
            origin.play(
                    path,
                    (_, reply) -> {
                        asked.countDown();
                        gate.await();
                        reply.respond(200, "", photo);
                    });
            csv.append("%d,Gated,%s\n".formatted(++row, origin.url(path)));
        }
        return csv.toString();
    }
}
