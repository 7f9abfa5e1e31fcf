package org.imgmill.ops;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;

/// What a server tells Prometheus after a batch in which something of everything happened: one
/// image requantised, one sent through libvips, six missing, a webhook told.
///
/// @param host of all its images
record AfterABatch(String host, Scrape scrape) {

    static AfterABatch seen() {
        return Once.SEEN;
    }

    private static final class Once {
        private static final AfterABatch SEEN = run();
    }

    private static AfterABatch run() {
        try (var origin = Origin.start();
                var server = Server.start()) {
            origin.serve("/a.jpg", Pictures.jpeg(120, 90))
                    .serve("/b.png", Pictures.png(60, 40))
                    .play("/hook", (_, reply) -> reply.respond(204, "", new byte[0]));
            var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n1,Mug,\"");
            csv.append(origin.url("/a.jpg")).append(',').append(origin.url("/b.png"));
            for (int i = 0; i < 6; i++) {
                csv.append(',').append(origin.url("/missing-" + i));
            }
            server.run(csv + "\"\n", "webhook_url", origin.url("/hook"));
            System.gc();
            var scrape =
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> Scrape.of(server), AfterABatch::isComplete);
            return new AfterABatch("127.0.0.1:" + origin.port(), scrape);
        }
    }

    /// Webhooks are told, and Tomcat and the JVM say what they did, a moment later.
    private static boolean isComplete(Scrape scrape) {
        return scrape.metric("jvm_gc_pause_seconds").isPresent()
                && scrape.metric("http_server_requests_seconds").isPresent()
                && scrape.value("imgmill_webhook_try_seconds_count", "state=\"delivered\"") > 0;
    }
}
