package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class IdempotencyTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final Origin origin = Origin.start().serve("/a.jpg", Pictures.jpeg(32, 32));
    private final String csv = HEADER + "1,SKU1," + origin.url("/a.jpg") + "\n";
    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void theSameUploadIsTheSameBatchHoweverItsFieldsAreSorted() {
        var first =
                send(
                        new Form()
                                .field("quality", "40")
                                .field("name", "a")
                                .file("file", "a.csv", csv));
        var second =
                send(
                        new Form()
                                .file("file", "a.csv", csv)
                                .field("name", "a")
                                .field("quality", "40"));

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(id(second)).isEqualTo(id(first));
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
    }

    @Test
    void whoAsksAgainGetsTheSecretsOfTheFirstAnswer() {
        var hook = origin.url("/hook");
        var first = send(new Form().file("file", "a.csv", csv).field("webhook_url", hook));
        var second = send(new Form().file("file", "a.csv", csv).field("webhook_url", hook));

        assertThat(Server.json(second.body()).get("webhooks"))
                .isEqualTo(Server.json(first.body()).get("webhooks"))
                .hasSize(1);
    }

    @Test
    void anotherUploadUnderTheSameKeyIsRefused() {
        send(new Form().file("file", "a.csv", csv));

        var other = send(new Form().file("file", "a.csv", csv).field("quality", "40"));
        var otherFile = send(new Form().file("file", "a.csv", csv + "\n"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Server.json(other.body()).get("code").asString())
                .isEqualTo("idempotency_key_reused");
        assertThat(otherFile.statusCode()).isEqualTo(422);
    }

    @Test
    void aRefusalIsNotRemembered() {
        assertThat(send(new Form().file("file", "a.csv", "no such columns\n")).statusCode())
                .isEqualTo(400);

        assertThat(send(new Form().file("file", "a.csv", csv)).statusCode()).isEqualTo(202);
    }

    @Test
    void whileTheFirstIsTakenInTheSecondIsToldToComeBack() {
        var answer =
                server.bean(TransactionTemplate.class)
                        .execute(
                                _ -> {
                                    server.db()
                                            .sql(
                                                    "select pg_advisory_xact_lock(hashtextextended(?, 0))::text")
                                            .param("idempotency \n" + key)
                                            .query(String.class)
                                            .single();
                                    return send(new Form().file("file", "a.csv", csv));
                                });

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(send(new Form().file("file", "a.csv", csv)).statusCode()).isEqualTo(202);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        var first = send(new Form().file("file", "a.csv", csv));
        server.db()
                .sql(
                        "update idempotency_key set created_at = now() - interval '25 hours' where key = ?")
                .param(key)
                .update();

        var second = send(new Form().file("file", "a.csv", csv));

        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(id(second)).isNotEqualTo(id(first));
    }

    @Test
    void aListIsTheSameHoweverItsKeysAreSorted() {
        var url = origin.url("/a.jpg");
        var first = json("{\"images\":[{\"id\":\"1\",\"url\":\"" + url + "\"}],\"name\":\"n\"}");
        var second =
                json("{\"name\": \"n\", \"images\": [{\"url\": \"" + url + "\", \"id\": \"1\"}]}");

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(id(second)).isEqualTo(id(first));
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        var answer =
                server.send(
                        new Form().file("file", "a.csv", csv),
                        "/v1/batches",
                        "Idempotency-Key",
                        "k".repeat(256));

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> send(Form form) {
        return server.send(form, "/v1/batches", "Idempotency-Key", key);
    }

    private HttpResponse<String> json(String body) {
        return server.send(
                HttpRequest.newBuilder(URI.create(server.url("/v1/batches")))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build());
    }

    private static String id(HttpResponse<String> answer) {
        return Server.json(answer.body()).get("id").asString();
    }
}
