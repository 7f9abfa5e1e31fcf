package org.imgmill.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Failed images are tried again on demand.
class RetryTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final byte[] photo = Pictures.jpeg(160, 120);
    @AutoClose private final Origin origin = Origin.start();

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

        server.steer(id, "retry");
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
        origin.serve("/page.jpg", "<html>log in</html>".getBytes(UTF_8));
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
            var gate = new Gate(origin, 1);
            var id =
                    server.upload(
                            HEADER + "1,Late,%s\n".formatted(other.url("/late.jpg")) + gate.rows());
            gate.await(1);
            server.awaitProcessed(id, 1);
            server.steer(id, "pause");
            other.serve("/late.jpg", photo);

            assertThat(server.steer(id, "retry").get("status").asString()).isEqualTo("paused");
            assertThat(
                            server.db()
                                    .sql(
                                            "select count(*) from scheduled_tasks where task_instance like ? || '/%' and not picked")
                                    .param(id)
                                    .query(Integer.class)
                                    .single())
                    .isZero();
            gate.open();
            server.steer(id, "resume");

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
}
