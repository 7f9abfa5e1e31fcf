package org.imgmill.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// How people hear of a batch where they talk, and how a secret is renewed.
class AfterTheRunTest {

    private final Server server = Hooked.server();
    private final Origin origin = Origin.start();

    @AfterEach
    void close() {
        origin.close();
    }

    private JsonNode upload(String name, Receiver receiver, String body, String... urls) {
        var form =
                new Form()
                        .file("file", name, Hooked.catalogue(urls))
                        .field("webhook_url", receiver.url())
                        .field("webhook_body", body);
        return Server.json(server.send(form, "/v1/batches").body());
    }

    @Test
    void slackHearsASentenceWithLinks() throws InterruptedException {
        var receiver = Receiver.content(origin, "/slack");
        var batch = upload("a <b> & c.csv", receiver, "slack", Hooked.photo(), Hooked.gone());

        var body = Hooked.body(receiver.next());

        assertThat(body.propertyNames()).containsExactly("text");
        assertThat(body.get("text").asString())
                .startsWith("a &lt;b&gt; &amp; c.csv is done: 1 of 2 images stored, ")
                .contains("; 1 failed. <" + batch.at("/links/page").asString() + "|Open>")
                .endsWith("|results.csv>");
    }

    @Test
    void teamsHearsTheSameOnACard() throws InterruptedException {
        var receiver = Receiver.content(origin, "/teams");
        var batch = upload("shop.csv", receiver, "teams", Hooked.photo());

        var body = Hooked.body(receiver.next());

        assertThat(body.get("type").asString()).isEqualTo("message");
        var card = body.at("/attachments/0/content");
        assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.at("/body/0/inlines/0/text").asString())
                .startsWith("shop.csv is done: 1 image stored, ");
        assertThat(card.at("/actions/0/url").asString())
                .isEqualTo(batch.at("/links/page").asString());
    }

    @Test
    void aBodyThatDoesNotExistIsRefusedWithThoseThatDo() {
        var answer =
                upload("shop.csv", Receiver.content(origin, "/hook"), "discord", Hooked.photo());

        assertThat(answer.get("detail").asString())
                .isEqualTo("webhook_body is one of standard, flat, slack, teams, mail.");
    }

    @Test
    void aSecretIsRenewedWithoutADeliveryThatCannotBeVerified() throws Exception {
        var receiver = Receiver.content(origin, "/hook");
        var hook = upload("shop.csv", receiver, "standard", Hooked.photo()).at("/webhooks/0");
        receiver.next();
        var path = "/v1/webhooks/" + hook.get("id").asString();

        var renewed = Server.json(server.post(path + "/secret").body());

        server.post(path + "/test");
        var request = receiver.next();
        var secrets = List.of(hook.get("secret").asString(), renewed.get("secret").asString());
        assertThat(secrets).doesNotHaveDuplicates();
        for (var secret : secrets) {
            var verifier = new com.standardwebhooks.Webhook(secret);
            assertThatCode(
                            () ->
                                    verifier.verify(
                                            new String(request.body(), UTF_8), request.headers()))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aDayLaterOnlyTheNewSecretSigns() throws Exception {
        var receiver = Receiver.content(origin, "/hook");
        var hook = upload("shop.csv", receiver, "standard", Hooked.photo()).at("/webhooks/0");
        receiver.next();
        var path = "/v1/webhooks/" + hook.get("id").asString();
        var renewed = Server.json(server.post(path + "/secret").body());
        server.db()
                .sql(
                        "update webhook set old_secret_until = old_secret_until - interval '1 day' where id = ?::uuid")
                .param(hook.get("id").asString())
                .update();

        server.post(path + "/test");

        var request = receiver.next();
        var body = new String(request.body(), UTF_8);
        var old = new com.standardwebhooks.Webhook(hook.get("secret").asString());
        var current = new com.standardwebhooks.Webhook(renewed.get("secret").asString());
        assertThatCode(() -> current.verify(body, request.headers())).doesNotThrowAnyException();
        assertThatThrownBy(() -> old.verify(body, request.headers()))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void aWebhookWithoutASecretOfItsOwnHasNoneToRenew() throws InterruptedException {
        var receiver = Receiver.content(origin, "/hook");
        var form =
                new Form()
                        .file("file", "shop.csv", Hooked.catalogue(Hooked.photo()))
                        .field("webhook_url", receiver.url());
        var id = Server.json(server.send(form, "/upload").body()).get("request_id").asString();
        receiver.next();
        var hooks = Server.json(server.get("/v1/batches/" + id + "/webhooks").body()).get("data");

        for (var hook : hooks) {
            var answer = server.post("/v1/webhooks/" + hook.get("id").asString() + "/secret");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("no secret of its own");
        }
        assertThat(hooks).isNotEmpty();
    }
}
