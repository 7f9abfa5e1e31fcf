package org.imgmill.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How telling goes, and what the log says of it.
///
/// Long: all deliveries are told by the same receiver.
class DeliveryTest {

    private final Server server = Hooked.server();
    private final Origin origin = Origin.start();

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void aReceiverThatFailsIsTriedAgainUnderTheSameId() throws InterruptedException {
        var calls = new AtomicInteger();
        var receiver =
                new Receiver(
                        origin,
                        "/hook",
                        (_, reply) ->
                                reply.respond(
                                        calls.incrementAndGet() < 3 ? 500 : 200, "", new byte[0]));
        var batch = upload(receiver.url());

        var first = receiver.next();
        var second = receiver.next();
        var third = receiver.next();

        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(third.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(third.body()).isEqualTo(first.body());
        var delivery = Hooked.delivery(batch, receiver.url(), "delivered");
        assertThat(delivery.get("attempts")).hasSize(3);
        assertThat(delivery.at("/attempts/0/number").asInt()).isEqualTo(1);
        assertThat(delivery.at("/attempts/0/status").asInt()).isEqualTo(500);
        assertThat(delivery.at("/attempts/0/error").asString())
                .isEqualTo("the server answered 500");
        assertThat(delivery.at("/attempts/2/status").asInt()).isEqualTo(200);
        assertThat(delivery.at("/attempts/2/error").isNull()).isTrue();
        assertThat(delivery.at("/attempts/2/ms").asInt()).isNotNegative();
        assertThat(told(batch)).isEqualTo(WebhookStatus.SENT);
    }

    @Test
    void afterTheLastTryADeliveryIsGivenUp() {
        var receiver = Receiver.answering(origin, "/hook", 500, "");
        var batch = upload(receiver.url());

        var delivery = Hooked.delivery(batch, receiver.url(), "given_up");

        assertThat(delivery.get("attempts")).hasSize(4);
        assertThat(delivery.get("next_at").isNull()).isTrue();
        assertThat(told(batch)).isEqualTo(WebhookStatus.FAILED);
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        var elsewhere = Receiver.content(origin, "/elsewhere");
        var receiver =
                Receiver.answering(origin, "/hook", 302, "Location: " + elsewhere.url() + "\n");
        var batch = upload(receiver.url());

        var delivery = Hooked.delivery(batch, receiver.url(), "given_up");

        assertThat(delivery.at("/attempts/0/error").asString())
                .isEqualTo("the server answered 302; redirects are not followed");
        assertThat(elsewhere.isQuiet()).isTrue();
    }

    @Test
    void whoAnswers410IsNeverCalledAgain() throws InterruptedException {
        var receiver = Receiver.answering(origin, "/hook", 410, "");
        var batch = upload(receiver.url());
        receiver.next();

        var delivery = Hooked.delivery(batch, receiver.url(), "given_up");

        assertThat(delivery.get("attempts")).hasSize(1);
        var webhook = delivery.get("webhook_id").asString();
        assertThat(Hooked.get("/v1/webhooks/" + webhook).get("state").asString()).isEqualTo("gone");
        assertThat(Hooked.get("/v1/batches/" + batch + "/webhooks").toString())
                .as("the list of its batch")
                .contains(webhook, "\"state\":\"gone\"");
        assertThat(server.post("/v1/webhooks/" + webhook + "/test").statusCode()).isEqualTo(409);
        assertThat(
                        server.post(
                                        "/v1/deliveries/"
                                                + delivery.get("id").asString()
                                                + "/redeliver")
                                .statusCode())
                .isEqualTo(409);
        assertThat(receiver.isQuiet()).isTrue();
    }

    @Test
    void retryAfterIsObeyedUpToADay() {
        var anHour = Receiver.answering(origin, "/hour", 503, "Retry-After: 3600\n");
        var aMonth = Receiver.answering(origin, "/month", 429, "Retry-After: 2592000\n");
        var batch = upload(anHour.url() + "," + aMonth.url());

        assertThat(wait(Hooked.delivery(batch, anHour.url(), "waiting")))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(73));
        assertThat(wait(Hooked.delivery(batch, aMonth.url(), "waiting")))
                .isBetween(Duration.ofHours(23), Duration.ofHours(29));
    }

    @Test
    void ofAnAnswerOneKilobyteIsKeptAndShownToNobody() {
        var receiver =
                new Receiver(
                        origin,
                        "/talkative",
                        (_, reply) ->
                                reply.respond(
                                        500,
                                        "",
                                        ("internal\0" + "ä".repeat(4000)).getBytes(UTF_8)));
        var batch = upload(receiver.url());

        var delivery = Hooked.delivery(batch, receiver.url(), "given_up");

        assertThat(delivery.toString()).doesNotContain("internal");
        var kept =
                server.db()
                        .sql("select excerpt from delivery_attempt where delivery_id = ?::uuid")
                        .param(delivery.get("id").asString())
                        .query(String.class)
                        .list();
        assertThat(kept)
                .hasSize(4)
                .allSatisfy(
                        text -> {
                            assertThat(text).startsWith("internal?ä");
                            assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(1024);
                        });
    }

    @Test
    void aNameOfAPrivateNetworkIsFoundOutWhenItIsCalled() {
        var url = "http://hooks.internal/hook";
        var batch = upload(url);

        var delivery = Hooked.delivery(batch, url, "given_up");

        assertThat(delivery.at("/attempts/0/error").asString())
                .isEqualTo("hooks.internal is not a public address");
        assertThat(delivery.at("/attempts/0/status").isNull()).isTrue();
    }

    @Test
    void whatWasDeliveredCanBeDeliveredAgainUnderANewId() throws InterruptedException {
        var receiver = Receiver.content(origin, "/hook");
        var batch = upload(receiver.url());
        var first = receiver.next();
        var delivery = Hooked.delivery(batch, receiver.url(), "delivered");

        var answer = server.post("/v1/deliveries/" + delivery.get("id").asString() + "/redeliver");

        assertThat(answer.statusCode()).isEqualTo(202);
        var again = receiver.next();
        assertThat(again.header("webhook-id"))
                .isEqualTo(Server.json(answer.body()).get("id").asString())
                .isNotEqualTo(first.header("webhook-id"));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Server.json(answer.body()).get("redelivery_of").asString())
                .isEqualTo(first.header("webhook-id"));
    }

    @Test
    void whatStillWaitsIsTriedNowUnderItsOwnId() throws InterruptedException {
        var receiver = Receiver.answering(origin, "/hook", 503, "Retry-After: 3600\n");
        var batch = upload(receiver.url());
        var first = receiver.next();
        Hooked.delivery(batch, receiver.url(), "waiting");

        server.post("/v1/deliveries/" + first.header("webhook-id") + "/redeliver");

        assertThat(receiver.next().header("webhook-id")).isEqualTo(first.header("webhook-id"));
    }

    @Test
    void aTestEventTellsOfTheBatchAsItStands() throws InterruptedException {
        var receiver = Receiver.content(origin, "/hook");
        var batch = upload(receiver.url());
        receiver.next();
        var webhook =
                Hooked.delivery(batch, receiver.url(), "delivered").get("webhook_id").asString();

        var answer = server.post("/v1/webhooks/" + webhook + "/test");

        assertThat(answer.statusCode()).isEqualTo(202);
        var body = Hooked.body(receiver.next());
        assertThat(body.get("type").asString()).isEqualTo("webhook.test");
        assertThat(body.at("/data/id").asString()).isEqualTo(batch);
    }

    @Test
    void aRemovedWebhookHearsNothingMore() throws InterruptedException {
        var receiver = Receiver.answering(origin, "/hook", 503, "Retry-After: 3600\n");
        var batch = upload(receiver.url());
        receiver.next();
        var delivery = Hooked.delivery(batch, receiver.url(), "waiting");
        var webhook = "/v1/webhooks/" + delivery.get("webhook_id").asString();

        assertThat(server.delete(webhook).statusCode()).isEqualTo(204);

        assertThat(Hooked.get(webhook).get("state").asString()).isEqualTo("removed");
        assertThat(Hooked.delivery(batch, receiver.url(), "dropped").get("attempts")).hasSize(1);
        assertThat(server.post(webhook + "/test").statusCode()).isEqualTo(409);
    }

    @Test
    void theLogIsReadInPages() {
        var receiver = Receiver.content(origin, "/hook");
        var batch = upload(receiver.url());
        var webhook =
                Hooked.delivery(batch, receiver.url(), "delivered").get("webhook_id").asString();
        server.post("/v1/webhooks/" + webhook + "/test");
        var all = Hooked.get("/v1/batches/" + batch + "/deliveries").get("data");

        var first = Hooked.get("/v1/batches/" + batch + "/deliveries?limit=2");
        var rest =
                Hooked.get(
                        "/v1/batches/"
                                + batch
                                + "/deliveries?after="
                                + first.get("next").asString());

        assertThat(first.at("/data/0/event").asString()).isEqualTo("webhook.test");
        assertThat(first.get("data").size() + rest.get("data").size()).isEqualTo(all.size());
        assertThat(rest.get("next").isNull()).isTrue();
    }

    private String upload(String webhooks) {
        return server.upload(Hooked.catalogue(Hooked.photo()), "webhook_urls", webhooks);
    }

    private WebhookStatus told(String batch) {
        return server.bean(Deliveries.class).told(UUID.fromString(batch));
    }

    private static Duration wait(JsonNode delivery) {
        return Duration.between(
                Instant.parse(delivery.at("/attempts/0/time").asString()),
                Instant.parse(delivery.get("next_at").asString()));
    }
}
