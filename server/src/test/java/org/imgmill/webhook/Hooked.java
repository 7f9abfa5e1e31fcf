package org.imgmill.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import tools.jackson.databind.JsonNode;

/// One server whose settings concern webhooks, for all tests about them: its secret is `the
/// server's secret`, its retries come at once, and what its own webhook hears is at
/// [#everything()].
final class Hooked {

    static final String SECRET = "the server's secret";

    private static final Origin ORIGIN = Origin.start().serve("/photo.jpg", Pictures.jpeg(64, 48));
    private static final Receiver EVERYTHING = Receiver.content(ORIGIN, "/everything");
    private static final Server SERVER =
            Server.start(
                    "--imgmill.webhook.secret=" + SECRET,
                    "--imgmill.webhook.url=" + EVERYTHING.url(),
                    "--imgmill.webhook.timeout=30s",
                    "--imgmill.webhook.retries=1ms,1ms,1ms");

    private Hooked() {}

    static Server server() {
        return SERVER;
    }

    static Receiver everything() {
        return EVERYTHING;
    }

    /// A catalogue of one product.
    static String catalogue(String... urls) {
        return "S. No.,Product Name,Input Image Urls\n1,SKU1,\"" + String.join(",", urls) + "\"\n";
    }

    static String photo() {
        return ORIGIN.url("/photo.jpg");
    }

    static String gone() {
        return ORIGIN.url("/no-such-photo.jpg");
    }

    static JsonNode body(Request request) {
        return Server.json(new String(request.body(), UTF_8));
    }

    static JsonNode get(String path) {
        return Server.json(SERVER.get(path).body());
    }

    /// Waits until what is owed to a URL has ended, or until its first try where it never ends.
    static JsonNode delivery(String batch, String url, String state) {
        var found = new AtomicReference<JsonNode>();
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            for (var delivery :
                                    get("/v1/batches/" + batch + "/deliveries").get("data")) {
                                if (delivery.get("url").asString().equals(url)
                                        && delivery.get("state").asString().equals(state)
                                        && !delivery.get("attempts").isEmpty()) {
                                    found.set(delivery);
                                }
                            }
                            return found.get() != null;
                        });
        return found.get();
    }
}
