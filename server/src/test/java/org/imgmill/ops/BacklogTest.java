package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

class BacklogTest {

    @Test
    void whatWaitsIsCountedAndLanesThatWaitForAHostAreNotDue() {
        try (var origin = Origin.start();
                var server = Server.start("--imgmill.processing.lanes=1")) {
            origin.play("/deaf", (_, reply) -> reply.respond(500, "", new byte[0]))
                    .play("/silent", (_, reply) -> reply.hold());
            server.run(catalogue(origin.url("/missing.jpg")), "webhook_url", origin.url("/deaf"));
            server.upload(catalogue(origin.url("/silent")));
            server.upload(catalogue(origin.url("/silent")));

            var scrape =
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> Scrape.of(server), BacklogTest::seesAllThatWaits);

            assertThat(scrape.value("imgmill_batches_unended")).isEqualTo(2);
        }
    }

    private static String catalogue(String url) {
        return "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n".formatted(url);
    }

    private static boolean seesAllThatWaits(Scrape scrape) {
        return scrape.value("imgmill_images_pending") == 2
                && scrape.value("imgmill_lanes_due") == 0
                && scrape.value("imgmill_webhooks_waiting") == 1;
    }
}
