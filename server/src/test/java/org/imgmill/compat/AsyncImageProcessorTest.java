package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads along with contracts/async-image-processor.md.
class AsyncImageProcessorTest {

    private static final String BASE = "/compat/async-image-processor";

    private final Shop shop = new Shop();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        shop.close();
    }

    @Test
    void anUploadAnswers202WithARequestIdAndNothingElse() {
        var answer = shop.upload(BASE + "/api/upload", Shop.csv(shop.good));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).matches("\\{\"requestId\":\"[0-9a-f-]{36}\"}");
    }

    @Test
    void aBadUploadAnswers400WithAnError() {
        for (var answer :
                new HttpResponse<?>[] {
                    shop.upload(BASE + "/api/upload", "a,b\n1,2\n"),
                    shop.upload(BASE + "/api/upload", ""),
                    shop.server.postJson(BASE + "/api/upload", "{}"),
                    shop.upload(
                            BASE + "/api/upload",
                            Shop.csv(shop.good),
                            "webhook_urls",
                            "http://10.0.0.1/hook")
                }) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body().toString()).startsWith("{\"error\":\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"clean,Completed", "one fails,Completed with Errors", "all fail,Failed"})
    void aBatchEndsWithItsOutput(String kind, String end) {
        var urls =
                switch (kind) {
                    case "clean" -> shop.good;
                    case "one fails" -> shop.good + "," + shop.missing;
                    default -> shop.missing;
                };
        var id = shop.ended(BASE + "/api/upload", "requestId", Shop.csv(urls));

        var status = shop.json(BASE + "/api/status/" + id);

        assertThat(status.get("requestId").asString()).isEqualTo(id);
        assertThat(status.get("status").asString()).isEqualTo(end);
        assertThat(status.get("output_url").asString()).contains(BASE + "/");
        assertThat(shop.server.get(status.get("output_url").asString()).body())
                .contains("Output Image Urls");
        assertThat(status.propertyNames())
                .containsExactlyInAnyOrder("requestId", "status", "output_url");
    }

    @Test
    void anUnknownIdAnswers404WithAnError() {
        var answer = shop.server.get(BASE + "/api/status/nonsense");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).startsWith("{\"error\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, ""})
    void aWebhookIsAddedWhileTheBatchRunsAndHearsItsEnd(String base) throws InterruptedException {
        var heard = new CountDownLatch(1);
        shop.origin.play(
                "/slow.jpg",
                (_, reply) -> {
                    gate.await();
                    reply.respond(200, "", Pictures.jpeg(60, 40));
                });
        shop.origin.play(
                "/hook",
                (_, reply) -> {
                    reply.respond(200, "", new byte[0]);
                    heard.countDown();
                });
        var upload = shop.upload(base + "/api/upload", Shop.csv(shop.origin.url("/slow.jpg")));
        var id = Server.json(upload.body()).get("requestId").asString();

        var answer = addWebhook(base, id, shop.origin.url("/hook"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Webhook added successfully\"}");
        var running = shop.json(base + "/api/status/" + id);
        assertThat(running.get("output_url").asString()).isEmpty();
        assertThat(running.get("status").asString())
                .isIn(base.isEmpty() ? List.of("pending", "processing") : List.of("pending"));
        gate.countDown();
        heard.await();
        var told =
                Server.json(
                        new String(
                                shop.origin.requests("/hook").getFirst().body(),
                                java.nio.charset.StandardCharsets.UTF_8));
        assertThat(told.get("requestId").asString()).isEqualTo(id);
        assertThat(told.get("status").asString())
                .isEqualTo(base.isEmpty() ? "completed" : "Completed");
        assertThat(told.get("output_url").asString())
                .endsWith(base + "/results/" + id + "_results.csv");
    }

    @Test
    void aWebhookForAnEndedBatchIsRefused() {
        var id = shop.ended(BASE + "/api/upload", "requestId", Shop.csv(shop.good));

        var answer = addWebhook(BASE, id, shop.origin.url("/hook"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"Cannot add webhook to a completed job\"}");
    }

    @Test
    void aBaseUrlThatEndsInASlashMayBePutBeforeAPathThatStartsWithOne() {
        var answer = shop.upload("/" + BASE + "/api/upload", Shop.csv(shop.good));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(shop.server.get("//api/status/nonsense").statusCode()).isEqualTo(404);
        var id = Server.json(answer.body()).get("requestId").asString();
        assertThat(shop.json("//api/status/" + id).get("request_id").asString()).isEqualTo(id);
    }

    @Test
    void aWebhookForAnUnknownBatchAnswers404() {
        assertThat(addWebhook(BASE, "nonsense", shop.origin.url("/hook")).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<String> addWebhook(String base, String id, String url) {
        return shop.server.send(
                HttpRequest.newBuilder(URI.create(shop.server.url(base + "/api/webhook/" + id)))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("webhook_url=" + url))
                        .build());
    }
}
