package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.concurrent.CountDownLatch;
import org.imgmill.auth.Keys;
import org.imgmill.auth.Scope;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

class KeyFairnessTest {

    private static final int LANES = 8;
    private static final int BATCH = 64;
    private static final int GREEDY_BATCHES = 4;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final byte[] photo = Pictures.jpeg(120, 90);

    @Test
    void aKeyHasAllLanesWhileItIsAloneAndNoMoreThanHalfOnceAnotherWaits() {
        try (var server =
                        Server.start(
                                "--imgmill.auth.admin-key=an-admin-key-from-the-settings",
                                "--imgmill.processing.lanes=" + LANES,
                                "--imgmill.processing.slice=200ms",
                                "--imgmill.outbound.lanes-per-host=" + BATCH,
                                "--imgmill.outbound.window=1");
                var silent = Origin.start();
                var gated = Origin.start()) {
            for (int i = 0; i < BATCH; i++) {
                silent.play(image(i), Parts.silence());
                gated.play(
                        image(i),
                        (_, reply) -> {
                            gate.await();
                            reply.respond(200, "", photo);
                        });
            }
            var greedy = key(server, "greedy");
            for (int batch = 0; batch < GREEDY_BATCHES; batch++) {
                upload(server, greedy, silent);
            }
            Eventually.until("the greedy key has all lanes", () -> silent.highWater() >= LANES);

            var modest = upload(server, key(server, "modest"), gated);
            Eventually.until(
                    "the modest key has half of the lanes",
                    () -> lanesPicked(server, modest) >= LANES / 2);

            assertThat(silent.requests())
                    .as("turns that the greedy key had, of %d in the queue", GREEDY_BATCHES * BATCH)
                    .hasSizeLessThan(BATCH);
            gate.countDown();
            Eventually.until("the modest key's images are stored", () -> stored(server, modest));
        }
    }

    private static String image(int number) {
        return "/" + number + ".jpg";
    }

    private static String key(Server server, String name) {
        return server.bean(Keys.class).create(name, EnumSet.of(Scope.READ, Scope.WRITE)).text();
    }

    /// As many lanes as images.
    private static String upload(Server server, String key, Origin origin) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < BATCH; i++) {
            csv.append("%d,Mug,%s\n".formatted(i + 1, origin.url(image(i))));
        }
        var answer =
                server.send(
                        new Form().file("file", "products.csv", csv.toString()),
                        "/v1/batches",
                        "X-API-Key",
                        key);
        return Server.json(answer.body()).get("id").asString();
    }

    private static int lanesPicked(Server server, String batch) {
        return server.db()
                .sql(
                        "select count(*) from scheduled_tasks where picked and starts_with(task_instance, ?)")
                .param(batch)
                .query(Integer.class)
                .single();
    }

    private static boolean stored(Server server, String batch) {
        return server.db()
                .sql("select stored = ? from batch where id = ?::uuid")
                .params(BATCH, batch)
                .query(Boolean.class)
                .single();
    }
}
