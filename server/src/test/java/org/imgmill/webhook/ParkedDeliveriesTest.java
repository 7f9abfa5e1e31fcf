package org.imgmill.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A receiver that takes its time, and many deliveries that wait for it.
@Timeout(120)
class ParkedDeliveriesTest {

    private static final int TURNS = 2;
    private static final int COPIES = 40;
    private static final int MANY = 5000;

    /// What one try may write of the queue: picked twice, parked, woken, removed.
    private static final int UPDATES_PER_TRY = 5;

    @Test
    void deliveriesThatWaitForATurnCostNothingUntilOneIsGivenBack() throws Exception {
        var answers = new Semaphore(1);
        try (var origin = Origin.start();
                var server =
                        Server.start(
                                "--imgmill.webhook.per-host=" + TURNS,
                                "--imgmill.webhook.timeout=5m")) {
            var receiver =
                    new Receiver(
                            origin,
                            "/hook",
                            (_, reply) -> {
                                answers.acquire();
                                reply.respond(204, "", new byte[0]);
                            });
            owe(server, origin, receiver);
            var seen = new HashSet<>(Set.of(String.valueOf(receiver.next().header("webhook-id"))));
            var first = seen.iterator().next();
            for (int copy = 0; copy < COPIES; copy++) {
                Eventually.until(
                        "a delivery is taken",
                        () ->
                                server.post("/v1/deliveries/" + first + "/redeliver").statusCode()
                                        == 202);
            }
            Eventually.until("all others wait", () -> parked(server) >= COPIES - TURNS);
            long before = updates(server);

            answers.release(COPIES);
            while (seen.size() < COPIES + 1) {
                seen.add(String.valueOf(receiver.next().header("webhook-id")));
            }

            assertThat(updates(server) - before)
                    .as("row updates of the queue for %d tries", COPIES)
                    .isLessThan(COPIES * UPDATES_PER_TRY);
        }
    }

    @Test
    void fiveThousandThatWaitForASilentReceiverWriteNextToNothing() throws Exception {
        try (var origin = Origin.start();
                var server = Server.start()) {
            var receiver = new Receiver(origin, "/hook", (_, reply) -> reply.hold());
            owe(server, origin, receiver);
            receiver.next();
            server.db()
                    .sql(
                            """
                            with copies as (
                              insert into delivery (id, webhook_id, batch_id, event, payload)
                              select gen_random_uuid(), webhook_id, batch_id, event, payload
                              from (select * from delivery limit 1) d, generate_series(1, ?)
                              returning id)
                            insert into upkeep_tasks (task_name, task_instance, execution_time, picked, version)
                            select 'delivery', id::text, now(), false, 1 from copies
                            """)
                    .param(MANY)
                    .update();
            Eventually.until("all but some are parked", () -> parked(server) > MANY - 50);

            // PostgreSQL counts what idle connections have written up to ten seconds late.
            sleep(server, 12);
            var before = written(server);
            sleep(server, 15);
            var after = written(server);

            double seconds = after.seconds() - before.seconds();
            assertThat((after.updates() - before.updates()) / seconds)
                    .as("row updates a second of all tables")
                    .isLessThanOrEqualTo(20);
        }
    }

    /// A batch of one image, whose deliveries go to that receiver.
    private static void owe(Server server, Origin origin, Receiver receiver) {
        origin.serve("/photo.jpg", Pictures.jpeg(64, 48));
        server.send(
                new Form()
                        .file("file", "products.csv", Hooked.catalogue(origin.url("/photo.jpg")))
                        .field("webhook_url", receiver.url()),
                "/v1/batches");
    }

    private static void sleep(Server server, int seconds) {
        server.db().sql("select pg_sleep(" + seconds + ")").query((row, n) -> 0).list();
    }

    private record Written(long updates, double seconds) {}

    private static Written written(Server server) {
        server.db().sql("select pg_stat_force_next_flush()").query((row, n) -> 0).list();
        return server.db()
                .sql(
                        """
                        select sum(n_tup_upd), extract(epoch from clock_timestamp()) from pg_stat_user_tables
                        """)
                .query((row, n) -> new Written(row.getLong(1), row.getDouble(2)))
                .single();
    }

    private static int parked(Server server) {
        return server.db()
                .sql(
                        """
                        select count(*) from upkeep_tasks
                        where task_name = 'delivery' and not picked and execution_time > now() + interval '10 minutes'
                        """)
                .query(Integer.class)
                .single();
    }

    private static long updates(Server server) {
        server.db().sql("select pg_stat_force_next_flush()").query((row, n) -> 0).list();
        return server.db()
                .sql("select n_tup_upd from pg_stat_user_tables where relname = 'upkeep_tasks'")
                .query(Long.class)
                .single();
    }
}
