package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

class FairnessTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final int LANES_PER_HOST = 4;
    private static final int WINDOW = 8;

    private final Server server = Server.shared();
    private final byte[] photo = Pictures.jpeg(120, 90);

    @Test
    void twentyThousandImagesOnASilentHostDoNotKeepTenImagesElsewhereWaiting() throws Exception {
        try (var silent = Origin.start();
                var lively = Origin.start()) {
            var asked = new CountDownLatch(LANES_PER_HOST * WINDOW);
            var csv = new StringBuilder(HEADER);
            for (int i = 1; i <= 20_000; i++) {
                csv.append("%d,Slow,%s\n".formatted(i, silent.url("/" + i + ".jpg")));
                silent.play(
                        "/" + i + ".jpg",
                        (_, reply) -> {
                            asked.countDown();
                            reply.hold();
                        });
            }
            var slow = server.upload(csv.toString());
            asked.await();

            var batch = server.run(catalogue(lively, 10));

            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(server.batch(slow).get("status").asString()).isEqualTo("processing");
            assertThat(silent.highWater())
                    .as("requests a host sees at a time")
                    .isEqualTo(LANES_PER_HOST * WINDOW);
            server.post("/v1/batches/" + slow + "/cancel");
        }
    }

    @Test
    void silentHostsGiveUpTheirPlacesWhenOtherLanesWait() {
        try (var small =
                        Server.start(
                                "--imgmill.processing.lanes=4",
                                "--imgmill.processing.slice=200ms");
                var silent = Origin.start();
                var lively = Origin.start()) {
            var csv = new StringBuilder(HEADER);
            for (int i = 1; i <= 200; i++) {
                silent.play("/" + i + ".jpg", Parts.silence());
                csv.append("%d,Slow,%s\n".formatted(i, silent.url("/" + i + ".jpg")));
            }
            var slow = small.upload(csv.toString());
            Eventually.until(
                    "all connections to the slow host are used",
                    () -> silent.highWater() >= LANES_PER_HOST * WINDOW);

            var batch = small.run(catalogue(lively, 10));

            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(small.batch(slow).at("/counts/failed").asInt())
                    .as("images given up for good")
                    .isZero();
            small.post("/v1/batches/" + slow + "/cancel");
        }
    }

    @Test
    void tenBatchesOfDifferentSizesGoSideBySideAndTheSmallestDoesNotWaitForTheLargest() {
        var origins = Stream.generate(Origin::start).limit(10).toList();
        var gates = new ArrayList<Gate>();
        var ids = new ArrayList<String>();
        for (int i = 0; i < origins.size(); i++) {
            gates.add(new Gate(origins.get(i), 2000 - 220 * i));
            ids.add(server.upload(gates.getLast().catalogue()));
        }
        gates.forEach(Gate::open);

        var ends =
                ids.stream()
                        .map(id -> Instant.parse(server.awaitEnd(id).get("finished_at").asString()))
                        .toList();

        assertThat(ends.getLast()).isBefore(ends.getFirst());
        origins.forEach(Origin::close);
    }

    @Test
    void aHostThatFailsManyTimesInARowIsLeftAloneWhileOthersGoOn() {
        try (var strict =
                        Server.start(
                                "--imgmill.processing.breaker-failures=5",
                                "--imgmill.processing.breaker-rest=1h");
                var broken = Origin.start();
                var lively = Origin.start()) {
            var csv = new StringBuilder(HEADER);
            for (int i = 1; i <= 50; i++) {
                broken.play("/" + i + ".jpg", Parts.status(500, ""));
                csv.append("%d,Broken,%s\n".formatted(i, broken.url("/" + i + ".jpg")));
            }
            var id = strict.upload(csv.toString());
            Eventually.until(
                    "the broken host is left alone",
                    () -> !strict.batch(id).get("waiting_hosts").isEmpty());

            var batch = strict.run(catalogue(lively, 20));

            assertThat(batch.get("status").asString()).isEqualTo("completed");
            var waiting = strict.batch(id).get("waiting_hosts").get(0);
            assertThat(waiting.get("host").asString()).isEqualTo("127.0.0.1:" + broken.port());
            assertThat(waiting.get("images").asInt()).isEqualTo(50);
            assertThat(broken.requests()).hasSizeLessThanOrEqualTo(LANES_PER_HOST * WINDOW * 2);
        }
    }

    @Test
    void terminatedDatabaseConnectionsLoseNothing() throws Exception {
        try (var own = Server.start();
                var origin = Origin.start()) {
            var gate = new Gate(origin, 60);
            var id = own.upload(gate.catalogue());
            gate.await(1);

            for (int round = 0; round < 3; round++) {
                own.db()
                        .sql(
                                """
                                select count(pg_terminate_backend(pid)) from pg_stat_activity
                                where datname = current_database() and pid <> pg_backend_pid()
                                """)
                        .query(Integer.class)
                        .single();
                gate.open();
            }

            var batch = own.awaitEnd(id);
            assertThat(batch.get("status").asString()).isEqualTo("completed");
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(60);
        }
    }

    private String catalogue(Origin origin, int images) {
        for (int i = 1; i <= images; i++) {
            origin.serve("/" + i + ".jpg", photo);
        }
        return links(origin, images);
    }

    private static String links(Origin origin, int images) {
        var csv = new StringBuilder(HEADER);
        for (int i = 1; i <= images; i++) {
            csv.append("%d,Mug,%s\n".formatted(i, origin.url("/" + i + ".jpg")));
        }
        return csv.toString();
    }
}
