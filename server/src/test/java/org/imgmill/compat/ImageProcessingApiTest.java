package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads along with contracts/image-processing-api.md.
class ImageProcessingApiTest {

    private static final String BASE = "/compat/image-processing-api";
    private static final String SIX_DIGITS = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}";

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anUploadAnswers202WithTheDocumentsThreeFields() {
        var answer = shop.upload(BASE + "/api/upload", Shop.csv(shop.good));

        assertThat(answer.statusCode()).isEqualTo(202);
        var body = Server.json(answer.body());
        assertThat(body.propertyNames()).containsExactly("request_id", "status", "message");
        assertThat(body.get("status").asString()).isEqualTo("pending");
        assertThat(body.get("message").asString())
                .isEqualTo("File uploaded successfully and processing has been initiated");
    }

    @ParameterizedTest
    @CsvSource({"clean,completed,2", "one fails,completed,3", "all fail,failed,1"})
    void theStatusTellsHowFarABatchGot(String kind, String end, int total) {
        var urls =
                switch (kind) {
                    case "clean" -> shop.good;
                    case "one fails" -> shop.good + "," + shop.missing;
                    default -> shop.missing;
                };
        var id = shop.ended(BASE + "/api/upload", "request_id", Shop.csv(urls));

        var status = shop.json(BASE + "/api/status/" + id);

        assertThat(status.propertyNames())
                .containsExactly(
                        "request_id",
                        "status",
                        "completion_percentage",
                        "created_at",
                        "updated_at",
                        "total_images",
                        "processed_images",
                        "webhook_status");
        assertThat(status.get("status").asString()).isEqualTo(end);
        assertThat(status.get("completion_percentage").asDouble()).isEqualTo(100);
        assertThat(status.get("created_at").asString()).matches(SIX_DIGITS);
        assertThat(status.get("updated_at").asString()).matches(SIX_DIGITS);
        assertThat(status.get("total_images").asInt()).isEqualTo(total);
        assertThat(status.get("processed_images").asInt()).isEqualTo(total);
        assertThat(status.get("webhook_status").asString()).isEqualTo("not_sent");
    }

    @Test
    void theDownloadIsTheInputWithAnOutputColumn() {
        var id =
                shop.ended(
                        BASE + "/api/upload",
                        "request_id",
                        Shop.csv(shop.good + "," + shop.missing));

        var download = shop.server.get(BASE + "/api/download/" + id);

        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.headers().firstValue("content-disposition").orElse(""))
                .startsWith("attachment");
        assertThat(download.body().lines().toList().getFirst())
                .isEqualTo("S. No.,Product Name,Input Image Urls,Output Image Urls");
        assertThat(download.body().lines().toList().getLast())
                .matches("1,SKU1,\"[^\"]+\",\"http[^,\"]+\\.jpg,http[^,\"]+\\.jpg,\"");
    }

    @Test
    void thereIsNoDownloadBeforeTheEndAndNoneOfUnknownIds() {
        shop.origin.play("/silent.jpg", Parts.silence());
        var answer = shop.upload(BASE + "/api/upload", Shop.csv(shop.origin.url("/silent.jpg")));
        var id = Server.json(answer.body()).get("request_id").asString();

        assertThat(shop.server.get(BASE + "/api/download/" + id).statusCode()).isEqualTo(404);
        assertThat(shop.server.get(BASE + "/api/download/nonsense").statusCode()).isEqualTo(404);
        assertThat(shop.server.get(BASE + "/api/status/nonsense").statusCode()).isEqualTo(404);
        shop.server.post("/v1/batches/" + id + "/cancel");
    }

    @ParameterizedTest
    @ValueSource(strings = {BASE, ""})
    void itsWebhookHasTheDocumentsFields(String base) throws InterruptedException {
        var heard = new CountDownLatch(1);
        shop.origin.play(
                "/hook",
                (_, reply) -> {
                    reply.respond(200, "", new byte[0]);
                    heard.countDown();
                });
        var answer =
                shop.upload(
                        base + "/api/upload",
                        Shop.csv(shop.good),
                        "webhook_url",
                        shop.origin.url("/hook"));
        var id = Server.json(answer.body()).get("request_id").asString();
        heard.await();

        var told =
                Server.json(
                        new String(
                                shop.origin.requests("/hook").getFirst().body(),
                                java.nio.charset.StandardCharsets.UTF_8));
        assertThat(told.get("request_id").asString()).isEqualTo(id);
        assertThat(told.get("status").asString()).isEqualTo("completed");
        assertThat(told.get("total_images").asInt()).isEqualTo(2);
        assertThat(told.get("processed_images").asInt()).isEqualTo(2);
        assertThat(told.get("completion_time").asString()).matches(SIX_DIGITS);
        assertThat(told.get("results_csv_url").asString())
                .endsWith(base + "/results/" + id + "_results.csv");
        assertThat(shop.server.get(told.get("results_csv_url").asString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theRootAnswersWithTheUnionOfTheFacesThatShareItsPaths() {
        var answer = shop.upload("/api/upload", Shop.csv(shop.good));
        assertThat(answer.statusCode()).isEqualTo(202);
        var body = Server.json(answer.body());
        assertThat(body.get("requestId")).isEqualTo(body.get("request_id"));
        var id = body.get("request_id").asString();
        shop.server.awaitEnd(id);

        var status = shop.json("/api/status/" + id);

        assertThat(status.get("requestId").asString()).isEqualTo(id);
        assertThat(status.get("request_id").asString()).isEqualTo(id);
        assertThat(status.get("output_url").asString()).endsWith("/results/" + id + "_results.csv");
        assertThat(shop.server.get("/api/download/" + id).statusCode()).isEqualTo(200);
        assertThat(shop.server.get("/api/status/" + id + "/").statusCode()).isEqualTo(200);
        var refused = Server.json(shop.upload("/api/upload", "a,b\n").body());
        assertThat(refused.propertyNames()).containsExactlyInAnyOrder("error", "msg");
    }
}
