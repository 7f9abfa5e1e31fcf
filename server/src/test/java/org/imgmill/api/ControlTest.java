package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ControlTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final byte[] photo = Pictures.jpeg(160, 120);
    @AutoClose private final Origin origin = Origin.start();

    @Test
    void aCancelledBatchKeepsWhatIsStoredAndReadsTheRestAsCancelled() throws InterruptedException {
        var gate = new Gate(origin, 1, 100);
        var id = server.upload(gate.catalogue());
        gate.await(1);

        var answer = server.post("/v1/batches/" + id + "/cancel");
        gate.open();

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
        var gate = new Gate(origin, 1);
        var id = server.upload(gate.catalogue());
        gate.await(1);
        server.post("/v1/batches/" + id + "/cancel");
        gate.open();

        var batch = server.awaitProcessed(id, 1);
        assertThat(batch.get("status").asString()).isEqualTo("cancelled");
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(1);
    }

    @Test
    void aPausedBatchGoesOnWhereItStoppedWhenItIsResumed() throws InterruptedException {
        var gate = new Gate(origin, 60);
        var id = server.upload(gate.catalogue());
        gate.await(1);

        assertThat(server.steer(id, "pause").get("status").asString()).isEqualTo("paused");
        assertThat(server.steer(id, "pause").get("status").asString()).isEqualTo("paused");
        gate.open();
        assertThat(server.steer(id, "resume").get("status").asString()).isEqualTo("processing");
        assertThat(server.steer(id, "resume").get("status").asString())
                .isIn("processing", "completed");

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
    void aBatchThatFailsTooOftenIsGivenUpEarly() {
        var csv = new StringBuilder(HEADER);
        for (int i = 1; i <= 32; i++) {
            csv.append("%d,Mug,%s\n".formatted(i, origin.url("/missing/" + i)));
        }
        csv.append(new Gate(origin, 100).rows());

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
        var gate = new Gate(origin, 40);
        var id = server.upload(gate.catalogue());
        gate.await(1);

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
        gate.open();
        assertThat(server.awaitEnd(id).get("status").asString()).isEqualTo("completed");
    }

    @Test
    void aHostThatAsksToWaitIsLeftAloneAndTheWaitIsShown() {
        origin.play("/busy.jpg", Parts.status(429, "Retry-After: 1\n"));
        origin.serve("/fine.jpg", photo);
        var id = server.upload(HEADER + "1,Mug,%s\n".formatted(origin.url("/busy.jpg")));

        awaitRequest("/busy.jpg");
        Eventually.until(
                "the busy host is left alone",
                () -> !server.batch(id).get("waiting_hosts").isEmpty());
        JsonNode batch = server.batch(id);
        assertThat(batch.at("/waiting_hosts/0/host").asString())
                .isEqualTo("127.0.0.1:" + origin.port());
        assertThat(batch.at("/waiting_hosts/0/images").asInt()).isEqualTo(1);
        origin.serve("/busy.jpg", photo);

        var ended = server.awaitEnd(id);
        assertThat(ended.get("status").asString()).isEqualTo("completed");
    }

    @Test
    void eventsOfABatchThatStandsStillShowThatTheLineLives() throws InterruptedException {
        var gate = new Gate(origin, 1, 1);
        var id = server.upload(gate.catalogue());
        gate.await(1);
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
        Eventually.until(path + " is asked for", () -> !origin.requests(path).isEmpty());
    }
}
