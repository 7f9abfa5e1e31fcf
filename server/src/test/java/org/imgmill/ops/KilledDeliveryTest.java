package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledDeliveryTest {

    @TempDir Path dataDirectory;

    private final BlockingQueue<Request> heard = new LinkedBlockingQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    @Test
    void aDeliveryThatWasUnderWayWhenItsServerWasKilledIsMadeAgainUnderTheSameId()
            throws Exception {
        try (var origin = Origin.start()) {
            origin.play(
                    "/hook",
                    (request, reply) -> {
                        heard.add(request);
                        if (awake.get()) {
                            reply.respond(204, "", new byte[0]);
                        } else {
                            reply.hold();
                        }
                    });
            String id;
            try (var killed = start()) {
                upload(killed.address(), origin.url("/no-such.jpg"), origin.url("/hook"));
                id = next().header("webhook-id");
                killed.kill();
            }
            awake.set(true);

            try (var again = start().whenReady()) {
                assertThat(next().header("webhook-id")).isEqualTo(id);
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(state(again)).isEqualTo("delivered"));
            }
        }
    }

    private ServerProcess start() throws Exception {
        return ServerProcess.start(dataDirectory, "--imgmill.outbound.allow=127.0.0.0/8");
    }

    private Request next() throws InterruptedException {
        var request = heard.poll(60, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("nothing was posted");
        }
        return request;
    }

    private static void upload(String address, String image, String hook) throws Exception {
        var body =
                "{\"images\": [{\"url\": \"%s\"}], \"webhook_url\": \"%s\"}".formatted(image, hook);
        var request =
                HttpRequest.newBuilder(URI.create(address + "/v1/batches"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    private static String state(ServerProcess server) throws Exception {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select state from delivery")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }
}
