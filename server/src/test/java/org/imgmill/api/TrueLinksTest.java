package org.imgmill.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Links lead to where whoever reads them asks.
class TrueLinksTest {

    private final Origin origin = Origin.start();

    @BeforeEach
    void serve() {
        origin.serve("/mug.jpg", Pictures.jpeg(120, 90));
    }

    @AfterEach
    void close() {
        origin.close();
    }

    /// With a key any Host is answered.
    private static final String KEY = "im_a-key-for-the-tests-of-links";

    private static Server server(String... more) {
        var settings = new ArrayList<>(List.of(more));
        settings.add("--imgmill.auth.admin-key=" + KEY);
        return Server.start(settings.toArray(String[]::new));
    }

    @Test
    void withoutAPublicUrlAllLinksFollowTheRequest() {
        try (var server = server()) {
            var id = ended(server);
            int port = URI.create(server.url("/")).getPort();

            for (var host :
                    new String[] {"shop.example", "shop.example:8443", "127.0.0.1:" + port}) {
                assertThat(ask(server, "/v1/batches/" + id, host))
                        .contains("\"self\":\"http://" + host + "/v1/batches/" + id + "\"");
                assertThat(ask(server, "/v1/batches/" + id + "/results.csv", host))
                        .contains(",http://" + host + "/files/");
                assertThat(ask(server, "/v1/batches/" + id + "/images", host))
                        .contains("\"http://" + host + "/files/");
                assertThat(ask(server, "/v1/batches/" + id + "/events", host))
                        .contains("http://" + host + "/v1/batches/");
                assertThat(ask(server, "/compat/async-image-processor/api/status/" + id, host))
                        .contains("\"output_url\":\"http://" + host + "/compat/");
            }
            assertThat(ask(server, "/v1/batches/" + id, "shop.example", "Forwarded: host=evil"))
                    .contains("http://shop.example/v1/")
                    .doesNotContain("//evil");
        }
    }

    @Test
    void whoWatchABatchTogetherAtTwoAddressesReadTheirOwnLinksAlone() {
        var open = new CountDownLatch(1);
        origin.play(
                "/mug.jpg",
                (_, reply) -> {
                    open.await();
                    reply.respond(200, "", Pictures.jpeg(120, 90));
                });
        try (var server = server()) {
            var id = id(post(server, ""));
            try (var one = watch(server, id, "one.example");
                    var two = watch(server, id, "two.example")) {
                open.countDown();

                assertThat(one.answer()).contains("//one.example/v1/").doesNotContain("//two.");
                assertThat(two.answer()).contains("//two.example/v1/").doesNotContain("//one.");
            }
        }
    }

    private static RawHttp watch(Server server, String id, String host) {
        var raw = RawHttp.to(server);
        raw.send(
                RawHttp.head(
                        "GET /v1/batches/" + id + "/events", "Host: " + host, "X-API-Key: " + KEY));
        assertThat(raw.answerHead()).startsWith("HTTP/1.1 200");
        return raw;
    }

    @Test
    void whatAProxySaysCountsWhereTheProxyIsTrusted() {
        try (var server = server("--imgmill.connections.proxies=127.0.0.0/8,::1")) {
            var path = "/v1/batches/" + ended(server);

            assertThat(
                            ask(
                                    server,
                                    path,
                                    "inner",
                                    "Forwarded: for=10.0.0.1;host=\"shop.example:8443\";proto=https, for=10.0.0.2"))
                    .contains("\"https://shop.example:8443/v1/batches/");
            assertThat(
                            ask(
                                    server,
                                    path,
                                    "inner",
                                    "X-Forwarded-Host: shop.example",
                                    "X-Forwarded-Proto: https"))
                    .contains("\"https://shop.example/v1/batches/");
            assertThat(ask(server, path, "inner", "X-Forwarded-Proto: https"))
                    .contains("\"https://inner/v1/batches/");
            assertThat(ask(server, path, "inner", "Forwarded: host=\"a/<b>\""))
                    .doesNotContain("<b>");
        }
    }

    @Test
    void aPublicUrlIsHowAllLinksStartWhoeverAsks() {
        try (var server = server("--imgmill.public-url=https://images.example.com/")) {
            var path = "/v1/batches/" + ended(server) + "/results.csv";

            assertThat(ask(server, path, "shop.example"))
                    .contains(",https://images.example.com/files/")
                    .doesNotContain("shop.example");
        }
    }

    @Test
    void aWebhookHasTheLinksOfTheUploadThatItIsFor() throws InterruptedException {
        var heard = new CountDownLatch(1);
        origin.play(
                "/hook",
                (_, reply) -> {
                    reply.respond(200, "", new byte[0]);
                    heard.countDown();
                });
        try (var server = server()) {
            post(server, ",\"webhook_url\":\"" + origin.url("/hook") + "\"");
            heard.await();
        }

        assertThat(new String(origin.requests("/hook").getFirst().body(), UTF_8))
                .contains("\"self\":\"http://shop.example:9999/v1/batches/")
                .contains("\"expires_at\":null");
    }

    private String ended(Server server) {
        var id = id(post(server, ""));
        Eventually.until(
                "batch " + id + " has ended",
                () -> ask(server, "/v1/batches/" + id, "x").contains("\"status\":\"completed\""));
        return id;
    }

    private static String id(String answer) {
        return answer.replaceFirst("(?s).*?\"id\":\"([0-9a-f-]{36})\".*", "$1");
    }

    private String post(Server server, String more) {
        var body = "{\"images\":[{\"url\":\"" + origin.url("/mug.jpg") + "\"}]" + more + "}";
        try (var raw = RawHttp.to(server)) {
            raw.send(
                    RawHttp.head(
                                    "POST /v1/batches",
                                    "Host: shop.example:9999",
                                    "X-API-Key: " + KEY,
                                    "Content-Type: application/json",
                                    "Content-Length: " + body.length())
                            + body);
            return raw.answer();
        }
    }

    private static String ask(Server server, String path, String host, String... more) {
        var headers = new ArrayList<>(List.of("Host: " + host, "X-API-Key: " + KEY));
        headers.addAll(List.of(more));
        return RawHttp.ask(server, "GET " + path, headers.toArray(String[]::new));
    }
}
