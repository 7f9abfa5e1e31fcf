package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.storage.S3Endpoint;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

class HealthTest {

    private static final String LIVENESS = "/actuator/health/liveness";
    private static final String READINESS = "/actuator/health/readiness";

    @TempDir Path folder;

    @Test
    void aNodeThatWorksLivesAndIsReadyAndTellsStrangersNoMore() {
        var server = Server.shared();

        assertThat(server.get(LIVENESS).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(server.get(READINESS).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(server.get(READINESS + "/storage").statusCode()).isEqualTo(404);
    }

    @Test
    void readinessAsksForTheDatabaseTheStorageAndTheCodecAndLivenessForNoneOfThem() {
        var groups = Server.shared().bean(HealthEndpointGroups.class);
        var readiness = Objects.requireNonNull(groups.get("readiness"));
        var liveness = Objects.requireNonNull(groups.get("liveness"));

        assertThat(List.of("database", "storage", "codec"))
                .allMatch(readiness::isMember)
                .noneMatch(liveness::isMember);
    }

    @Test
    void aNodeWhoseDatabaseIsAwayLivesAndIsNotReadyUntilItIsBack() throws Exception {
        try (var postgres = ExternalPostgres.start(folder);
                var server = Server.start(postgres.settings().toArray(String[]::new))) {
            assertThat(server.get(READINESS).statusCode()).isEqualTo(200);

            postgres.stop("immediate");

            awaitReadiness(server, 503);
            assertThat(server.get(READINESS).body()).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(server.get(LIVENESS).statusCode()).isEqualTo(200);
            assertThat(gauge(server, "imgmill.ready", "part", "database")).isZero();
            assertThat(gauge(server, "imgmill.ready", "part", "codec")).isOne();
            assertThat(gauge(server, "imgmill.images.pending")).isNaN();

            postgres.startAgain();

            awaitReadiness(server, 200);
        }
    }

    private static double gauge(Server server, String name, String... tags) {
        return server.bean(MeterRegistry.class).get(name).tags(tags).gauge().value();
    }

    @Test
    void aNodeThatCannotStoreIsNotReadyUntilItCan() throws Exception {
        var objects = folder.resolve("objects");
        try (var server = Server.start("--imgmill.data-dir=" + folder)) {
            assertThat(server.get(READINESS).statusCode()).isEqualTo(200);

            // Even root cannot write below a file.
            Files.move(objects, folder.resolve("away"));
            Files.writeString(objects, "no folder");

            awaitReadiness(server, 503);
            assertThat(server.get(READINESS).body()).isEqualTo("{\"status\":\"DOWN\"}");
            assertThat(server.get(LIVENESS).statusCode()).isEqualTo(200);

            Files.delete(objects);
            Files.move(folder.resolve("away"), objects);

            awaitReadiness(server, 200);
        }
    }

    @Test
    void aNodeWhoseBucketIsNotThereIsNotReadyUntilItIs() throws Exception {
        S3Endpoint.useCredentials();
        try (var s3 = S3Endpoint.start(folder);
                var server = Server.start(s3.settings("outputs").toArray(String[]::new))) {
            assertThat(server.get(READINESS).body()).isEqualTo("{\"status\":\"DOWN\"}");

            s3.createBucket("outputs");

            awaitReadiness(server, 200);
            assertThat(s3.keys("outputs", "")).containsExactly("probe");
        }
    }

    @Test
    void aNodeOnItsWayOutIsNotReadyWhileItEndsWhatItBegan() throws Exception {
        var asked = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        try (var origin = Origin.start()) {
            origin.play(
                    "/hook",
                    (_, reply) -> {
                        asked.countDown();
                        mayAnswer.await();
                        reply.respond(204, "", new byte[0]);
                    });
            var server = Server.start();
            server.upload(
                    "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n"
                            .formatted(origin.url("/missing.jpg")),
                    "webhook_url",
                    origin.url("/hook"));
            asked.await();

            var leaving = Thread.ofVirtual().start(server::close);

            awaitReadiness(server, 503);
            assertThat(server.get(READINESS).body()).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
            assertThat(server.get(LIVENESS).statusCode()).isEqualTo(200);
            mayAnswer.countDown();
            leaving.join();
        }
    }

    @Test
    void aNodeThatGivesNoticeIsNotReadyAndServesOn() throws Exception {
        var server = Server.start("--imgmill.drain-notice=5s");

        var leaving = Thread.ofVirtual().start(server::close);

        awaitReadiness(server, 503);
        assertThat(server.get("/v1/batches").statusCode()).isEqualTo(200);
        leaving.join();
    }

    private static void awaitReadiness(Server server, int status) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.get(READINESS).statusCode() == status);
    }
}
