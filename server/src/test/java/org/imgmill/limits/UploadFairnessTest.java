package org.imgmill.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import org.imgmill.testing.Form;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class UploadFairnessTest {

    private static final String ADMIN = "an-admin-key-from-the-settings";
    private static final int PLACES = 4;

    private static RawHttp beginUpload(Server server, String key) {
        return RawHttp.to(server)
                .send(
                        RawHttp.head(
                                "POST /v1/batches",
                                "Host: localhost",
                                "X-API-Key: " + key,
                                "Content-Type: text/csv",
                                "Content-Length: 100000",
                                "Expect: 100-continue"));
    }

    private static String key(Server server, String name) {
        var answer =
                server.send(
                        HttpRequest.newBuilder(URI.create(server.url("/v1/keys")))
                                .header("X-API-Key", ADMIN)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                "{\"name\":\"%s\",\"scopes\":[\"read\",\"write\"]}"
                                                        .formatted(name)))
                                .build());
        return Server.json(answer.body()).get("key").asString();
    }

    @Test
    void aKeyWhoseSlowUploadsHoldAllPlacesKeepsNobodyElseOut() {
        try (var server =
                Server.start(
                        "--imgmill.auth.admin-key=" + ADMIN,
                        "--imgmill.uploads.concurrent=" + PLACES)) {
            var greedy = key(server, "greedy");
            var shop = key(server, "shop");
            var slow = new ArrayList<RawHttp>();
            for (int i = 0; i < PLACES; i++) {
                slow.add(beginUpload(server, greedy));
                assertThat(slow.getLast().line()).startsWith("HTTP/1.1 100");
            }

            try (var refused = beginUpload(server, greedy)) {
                assertThat(refused.answerHead()).startsWith("HTTP/1.1 429");
            }
            for (int i = 0; i < 5; i++) {
                var csv = "S. No.,Product Name,Input Image Urls\n1,Mug,http://127.0.0.1:1/a.jpg\n";
                var answer =
                        server.send(
                                new Form().file("file", "p.csv", csv),
                                "/v1/batches",
                                "X-API-Key",
                                shop);
                assertThat(answer.statusCode()).isEqualTo(202);
            }
            slow.forEach(RawHttp::close);
        }
    }
}
