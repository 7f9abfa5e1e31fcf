package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.auth.Keys;
import org.imgmill.auth.OwnLimits;
import org.imgmill.auth.Scope;
import org.imgmill.batch.Outcome;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.imgmill.transcode.ImageFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@Timeout(120)
class KeyFairnessTest {

    private static final int LANES = 8;
    private static final int BATCH = 64;
    private static final int GREEDY_BATCHES = 4;

    /// Works on pictures for a while after they have come: such lanes hold places.
    static class Busy {

        private final AtomicInteger greedy = new AtomicInteger();
        private final CountDownLatch gate = new CountDownLatch(1);
        private final byte[] photo = Pictures.jpeg(120, 90);

        @Bean
        @Primary
        ImageTry busy() {
            return (turn, due, codec, _) -> {
                var _ = codec.transcode(photo, photo.length, List.of(turn.recipe()));
                if (due.url().contains("greedy")) {
                    greedy.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(100);
                } else {
                    gate.await();
                }
                return new Outcome.Stored(
                        turn.batch(), due.id(), ImageFormat.JPEG, 4, 3, 900, 300, null, null, 2);
            };
        }
    }

    @Test
    void aKeyHasAllLanesWhileItIsAloneAndNoMoreThanHalfOnceAnotherWaits() {
        try (var server =
                Server.start(
                        Busy.class,
                        "--imgmill.auth.admin-key=an-admin-key-from-the-settings",
                        "--imgmill.processing.lanes=" + LANES,
                        "--imgmill.processing.slice=200ms",
                        "--imgmill.outbound.lanes-per-host=" + BATCH,
                        "--imgmill.outbound.window=1")) {
            var busy = server.bean(Busy.class);
            var greedy = key(server, "greedy");
            for (int batch = 0; batch < GREEDY_BATCHES; batch++) {
                upload(server, greedy, "greedy");
            }
            Eventually.until(
                    "the greedy key has every place",
                    () -> server.bean(NodeLoad.class).running().working() >= LANES);

            var modest = upload(server, key(server, "modest"), "modest");
            Eventually.until(
                    "the modest key has half of the places",
                    () -> lanesPicked(server, modest) >= LANES / 2);

            assertThat(busy.greedy.get())
                    .as("turns that the greedy key had, of %d in the queue", GREEDY_BATCHES * BATCH)
                    .isLessThan(GREEDY_BATCHES * BATCH);
            busy.gate.countDown();
            Eventually.until("the modest key's images are stored", () -> stored(server, modest));
        }
    }

    private static String key(Server server, String name) {
        return server.bean(Keys.class)
                .create(name, EnumSet.of(Scope.READ, Scope.WRITE), OwnLimits.NONE)
                .text();
    }

    /// As many lanes as images.
    private static String upload(Server server, String key, String whose) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < BATCH; i++) {
            csv.append("%d,Mug,http://%s.example/%d.jpg\n".formatted(i + 1, whose, i));
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
