package org.imgmill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// How a batch ended, by mail, over a real mail server that asks for a password.
class MailTest {

    private static final int PORT_OF_ITS_CHOICE = 0;

    private static GreenMail mails;
    private static Server server;
    private static Origin origin;

    @BeforeAll
    static void start() {
        mails = new GreenMail(new ServerSetup(PORT_OF_ITS_CHOICE, "127.0.0.1", "smtp"));
        mails.start();
        mails.setUser("mill@shop.example", "mill", "a password");
        origin = Origin.start().serve("/photo.jpg", Pictures.jpeg(64, 48));
        server =
                Server.start(
                        "--imgmill.mail.host=127.0.0.1",
                        "--imgmill.mail.port=" + mails.getSmtp().getPort(),
                        "--imgmill.mail.user=mill",
                        "--imgmill.mail.password=a password",
                        "--imgmill.mail.tls=none",
                        "--imgmill.mail.from=mill@shop.example",
                        "--imgmill.mail.to=@shop.example,otto@elsewhere.example",
                        "--imgmill.webhook.retries=1ms,1ms");
    }

    @AfterAll
    static void stop() {
        server.close();
        origin.close();
        mails.stop();
    }

    private static JsonNode upload(String name, String to) {
        var form =
                new Form()
                        .file("file", name, Hooked.catalogue(origin.url("/photo.jpg")))
                        .field("webhook_url", to);
        return Server.json(server.send(form, "/v1/batches").body());
    }

    @Test
    void aMailSaysHowTheBatchEndedAndWhereTheResultsAre() throws Exception {
        var batch = upload("Größe.csv", "mailto:anna@shop.example");
        assertThat(batch.at("/webhooks/0/body").asString()).isEqualTo("mail");
        assertThat(batch.at("/webhooks/0").has("secret")).isFalse();

        assertThat(mails.waitForIncomingEmail(30_000, 1)).isTrue();

        var mail = mails.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("anna@shop.example");
        assertThat(mail.getFrom()[0]).hasToString("mill@shop.example");
        assertThat(mail.getSubject()).startsWith("Größe.csv is done: 1 image stored, ");
        assertThat(mail.getContent().toString())
                .contains("Größe.csv is done")
                .contains(batch.at("/links/page").asString())
                .contains(batch.at("/links/results_csv").asString());
        var id = batch.get("id").asString();
        Eventually.until(
                "the delivery is delivered",
                () ->
                        server.get("/v1/batches/" + id + "/deliveries")
                                .body()
                                .contains("\"delivered\""));
        var delivery = Server.json(server.get("/v1/batches/" + id + "/deliveries").body());
        assertThat(mail.getMessageID())
                .isEqualTo("<" + delivery.at("/data/0/id").asString() + "@imgmill>");
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:eve@stranger.example, is not among the addresses that this server writes to",
        "mailto:anna@shop.example?bcc=eve@stranger.example, is not mailto: and one address",
        "'mailto:anna@shop.example,eve@stranger.example', is not mailto: and one address",
        "mailto:anna@shop.example%0d%0aBcc:eve@stranger.example, is not mailto: and one address",
        "mailto:Eve <eve@stranger.example>, is not mailto: and one address",
        "mailto:, is not mailto: and one address",
        "mailto:anna, is not mailto: and one address",
    })
    void noMailGoesToWhomTheOperatorDoesNotName(String url, String why) {
        var answer =
                server.postJson(
                        "/v1/batches",
                        """
                        {"images": [{"url": "%s"}], "webhooks": [{"url": "%s"}]}
                        """
                                .formatted(origin.url("/photo.jpg"), url));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString()).contains(why);
    }

    @Test
    void aServerWithoutAMailServerSaysWhatIsNotSet() {
        var answer =
                Server.shared()
                        .postJson(
                                "/v1/batches",
                                """
                                {"images": [{"url": "%s"}], "webhook_url": "mailto:anna@shop.example"}
                                """
                                        .formatted(origin.url("/photo.jpg")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("imgmill.mail.host is not set");
    }

    @Test
    void aMailboxGetsMailsAndNothingElseDoes() {
        var json =
                """
                {"images": [{"url": "%s"}], "webhooks": [{"url": "%s", "body": "%s"}]}
                """;
        assertThat(
                        server.postJson(
                                        "/v1/batches",
                                        json.formatted(
                                                origin.url("/photo.jpg"),
                                                "mailto:anna@shop.example",
                                                "slack"))
                                .body())
                .contains("gets mails, and no body slack");
        assertThat(
                        server.postJson(
                                        "/v1/batches",
                                        json.formatted(
                                                origin.url("/photo.jpg"),
                                                origin.url("/hook"),
                                                "mail"))
                                .body())
                .contains("mail is the body of mailboxes alone");
    }
}
