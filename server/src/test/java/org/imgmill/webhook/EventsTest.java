package org.imgmill.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.imgmill.batch.Face;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who hears of what, and what they hear.
///
/// Long: one receiver and its subscriptions serve all of it.
class EventsTest {

    private final Server server = Hooked.server();
    private final Origin origin = Origin.start();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        origin.close();
    }

    @Test
    void aWebhookHearsTheEndInASignedStandardBody() throws Exception {
        var receiver = Receiver.content(origin, "/hook");
        var answer =
                Server.json(
                        server.send(
                                        new Form()
                                                .file(
                                                        "file",
                                                        "shop.csv",
                                                        Hooked.catalogue(Hooked.photo()))
                                                .field("webhook_url", receiver.url()),
                                        "/v1/batches")
                                .body());
        var secret = answer.at("/webhooks/0/secret").asString();
        var id = answer.get("id").asString();

        var request = receiver.next();

        var verifier = new com.standardwebhooks.Webhook(secret);
        assertThatCode(() -> verifier.verify(new String(request.body(), UTF_8), request.headers()))
                .doesNotThrowAnyException();
        assertThat(request.header("x-webhook-signature")).matches("[0-9a-f]{64}");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        var body = Hooked.body(request);
        assertThat(body.get("type").asString()).isEqualTo("batch.completed");
        assertThat(body.get("timestamp").asString()).endsWith("Z");
        assertThat(body.at("/data/id").asString()).isEqualTo(id);
        assertThat(body.at("/data/name").asString()).isEqualTo("shop.csv");
        assertThat(body.at("/data/status").asString()).isEqualTo("completed");
        assertThat(body.at("/data/counts/stored").asInt()).isEqualTo(1);
        assertThat(server.get(body.at("/data/links/results_csv").asString()).body())
                .contains("Output Image Urls");
        assertThat(Hooked.delivery(id, receiver.url(), "delivered").get("id").asString())
                .isEqualTo(request.header("webhook-id"));
    }

    @Test
    void everyWebhookOfAnUploadHearsOnce() throws InterruptedException {
        var receivers =
                List.of(
                        Receiver.content(origin, "/a"),
                        Receiver.content(origin, "/b"),
                        Receiver.content(origin, "/c"),
                        Receiver.content(origin, "/d"));
        var form =
                new Form()
                        .file("file", "shop.csv", Hooked.catalogue(Hooked.photo()))
                        .field("webhook_url", receivers.get(0).url())
                        .field("webhook_url", receivers.get(1).url())
                        .field(
                                "webhook_urls",
                                receivers.get(2).url()
                                        + " , "
                                        + receivers.get(3).url()
                                        + ","
                                        + receivers.get(0).url());
        var answer = Server.json(server.send(form, "/v1/batches").body());

        assertThat(answer.get("webhooks")).hasSize(4);
        for (var receiver : receivers) {
            assertThat(Hooked.body(receiver.next()).at("/data/id").asString())
                    .isEqualTo(answer.get("id").asString());
        }
        assertThat(receivers).allMatch(Receiver::isQuiet);
    }

    @Test
    void onlyWhoAsksForItHearsThatABatchBegan() throws InterruptedException {
        var curious = Receiver.content(origin, "/curious");
        var other = Receiver.content(origin, "/other");
        var json =
                """
                {"images": [{"id": "a", "url": "%s"}],
                 "webhooks": [{"url": "%s", "events": ["batch.processing", "batch.completed"]}],
                 "webhook_url": "%s"}
                """
                        .formatted(Hooked.photo(), curious.url(), other.url());
        var id = Server.json(server.postJson("/v1/batches", json).body()).get("id").asString();

        assertThat(List.of(type(curious.next()), type(curious.next())))
                .containsExactlyInAnyOrder("batch.processing", "batch.completed");
        assertThat(type(other.next())).isEqualTo("batch.completed");
        assertThat(Hooked.get("/v1/batches/" + id + "/webhooks").get("data").toString())
                .contains(curious.url(), other.url())
                .doesNotContain("secret");
    }

    @Test
    void theServersOwnWebhookHearsEverythingOfEveryBatch() throws InterruptedException {
        var id = server.upload(Hooked.catalogue(Hooked.photo()));

        var heard = new ArrayList<String>();
        while (heard.size() < 2) {
            var request = Hooked.everything().next();
            if (Hooked.body(request).at("/data/id").asString().equals(id)) {
                heard.add(type(request));
            }
        }
        assertThat(heard).containsExactlyInAnyOrder("batch.processing", "batch.completed");
    }

    @Test
    void aFlatBodyHoldsTheFieldsOfAllOlderFaces() throws InterruptedException {
        var receiver = Receiver.content(origin, "/flat");
        var id =
                server.upload(
                        Hooked.catalogue(Hooked.photo(), Hooked.gone()),
                        "webhook_url",
                        receiver.url(),
                        "webhook_body",
                        "flat");

        var body = Hooked.body(receiver.next());

        assertThat(body.get("requestId").asString()).isEqualTo(id);
        assertThat(body.get("request_id").asString()).isEqualTo(id);
        assertThat(body.get("status").asString()).isEqualTo("completed");
        assertThat(body.get("details").asString()).isEqualTo("1 of 2 images stored, 1 failed.");
        assertThat(body.get("total_images").asInt()).isEqualTo(2);
        assertThat(body.get("processed_images").asInt()).isEqualTo(2);
        assertThat(body.get("completion_time").asString())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
        assertThat(body.get("output_url")).isEqualTo(body.get("results_csv_url"));
        assertThat(server.get(body.get("results_csv_url").asString()).statusCode()).isEqualTo(200);
    }

    @Test
    void everyKindOfEndIsAnEventOfItsOwn() throws InterruptedException {
        var receiver = Receiver.content(origin, "/ends");

        server.upload(
                Hooked.catalogue(Hooked.photo(), Hooked.gone()), "webhook_url", receiver.url());
        assertThat(type(receiver.next())).isEqualTo("batch.completed_with_errors");

        server.upload(Hooked.catalogue(Hooked.gone()), "webhook_url", receiver.url());
        assertThat(type(receiver.next())).isEqualTo("batch.failed");

        origin.play("/slow.jpg", (_, _) -> gate.await());
        var id =
                server.upload(
                        Hooked.catalogue(origin.url("/slow.jpg")), "webhook_url", receiver.url());
        server.post("/v1/batches/" + id + "/cancel");
        assertThat(type(receiver.next())).isEqualTo("batch.cancelled");
    }

    @Test
    void aBatchThatEndsAgainAfterARetryIsANewEvent() throws InterruptedException {
        var receiver = Receiver.content(origin, "/again");
        var id =
                server.upload(
                        Hooked.catalogue(origin.url("/late.jpg")), "webhook_url", receiver.url());
        var first = receiver.next();
        assertThat(type(first)).isEqualTo("batch.failed");
        origin.serve("/late.jpg", Pictures.jpeg(32, 32));

        server.post("/v1/batches/" + id + "/retry");

        var second = receiver.next();
        assertThat(type(second)).isEqualTo("batch.completed");
        assertThat(second.header("webhook-id")).isNotEqualTo(first.header("webhook-id"));
    }

    @Test
    void aWebhookAddedToAnEndedBatchHearsOfItAtOnce() throws InterruptedException {
        var receiver = Receiver.content(origin, "/late");
        var id = server.run(Hooked.catalogue(Hooked.photo())).get("id").asString();

        var answer =
                server.postJson(
                        "/v1/batches/" + id + "/webhooks", "{\"url\": \"" + receiver.url() + "\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Server.json(answer.body()).get("secret").asString()).startsWith("whsec_");
        assertThat(type(receiver.next())).isEqualTo("batch.completed");
    }

    @Test
    void aWebhookOfAnOlderFaceGetsItsWordsItsLinksAndTheServersSignature() throws Exception {
        var receiver = Receiver.content(origin, "/older");
        var id = server.run(Hooked.catalogue(Hooked.photo())).get("id").asString();
        var webhooks = server.bean(Webhooks.class);

        webhooks.register(
                UUID.fromString(id),
                webhooks.check(
                        receiver.url(), Set.of(), null, Face.of("compat/image-processing-api")));

        var request = receiver.next();
        assertThat(Hooked.body(request).get("results_csv_url").asString())
                .isEqualTo(
                        server.url("/compat/image-processing-api/results/" + id + "_results.csv"));
        var key = Base64.getEncoder().encodeToString(Hooked.SECRET.getBytes(UTF_8));
        var verifier = new com.standardwebhooks.Webhook(key);
        assertThatCode(() -> verifier.verify(new String(request.body(), UTF_8), request.headers()))
                .doesNotThrowAnyException();
    }

    @Test
    void aBodyStaysSmallWhateverTheBatchIsCalled() throws InterruptedException {
        var receiver = Receiver.content(origin, "/small");
        var json =
                "{\"images\": [{\"url\": \"%s\"}], \"webhook_url\": \"%s\", \"name\": \"%s\"}"
                        .formatted(
                                Hooked.photo(),
                                receiver.url(),
                                "\\u0001\uD83D\uDE00".repeat(50_000));

        assertThat(server.postJson("/v1/batches", json).statusCode()).isEqualTo(202);

        assertThat(receiver.next().body()).hasSizeLessThan(20_000);
    }

    @Test
    void aBatchHasAtMostFiftyWebhooks() {
        var urls =
                IntStream.range(0, 51)
                        .mapToObj(i -> origin.url("/" + i))
                        .collect(Collectors.joining(","));
        var form =
                new Form()
                        .file("file", "shop.csv", Hooked.catalogue(Hooked.photo()))
                        .field("webhook_urls", urls);
        long before = batches();

        var answer = server.send(form, "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString()).contains("50");
        assertThat(batches()).isEqualTo(before);
    }

    @Test
    void anAddressThatCannotBeCalledIsRefusedByNameAndNothingIsStored() {
        for (var url :
                List.of(
                        "ftp://example.com/hook",
                        "not a url",
                        "http://10.0.0.1/hook",
                        "http://[fd00::1]/hook",
                        "http://169.254.169.254/latest")) {
            long before = batches();
            var form =
                    new Form()
                            .file("file", "shop.csv", Hooked.catalogue(Hooked.photo()))
                            .field("webhook_urls", "https://example.com/good," + url);

            var answer = server.send(form, "/v1/batches");

            assertThat(answer.statusCode()).as(url).isEqualTo(400);
            assertThat(Server.json(answer.body()).get("detail").asString()).contains(url);
            assertThat(Server.json(answer.body()).get("code").asString())
                    .isEqualTo("invalid_webhook");
            assertThat(batches()).isEqualTo(before);
        }
    }

    private long batches() {
        return server.db().sql("select count(*) from batch").query(Long.class).single();
    }

    private static String type(Request request) {
        return Hooked.body(request).get("type").asString();
    }
}
