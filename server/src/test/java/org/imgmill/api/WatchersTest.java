package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imgmill.auth.Keys;
import org.imgmill.auth.OwnLimits;
import org.imgmill.auth.Scope;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many who watch the same batch.
@Timeout(120)
class WatchersTest {

    private static final int MANY = 500;

    @Test
    void fiveHundredWhoWatchABatchCostTheDatabaseAsMuchAsOneAndAllHearItsEnd() throws Exception {
        try (var origin = Origin.start();
                var server =
                        Server.start(
                                "--imgmill.connections.per-address=0",
                                "--imgmill.processing.polling=5s");
                var client = HttpClient.newHttpClient()) {
            var gate = new Gate(origin, 1);
            var id = server.upload(gate.catalogue());
            gate.await(1);
            var key =
                    server.bean(Keys.class)
                            .create("watcher", EnumSet.allOf(Scope.class), OwnLimits.NONE)
                            .text();
            var request =
                    HttpRequest.newBuilder(URI.create(server.url("/v1/batches/" + id + "/events")))
                            .header("Authorization", "Bearer " + key)
                            .build();

            var streams = watch(client, request, 1);
            long one = commitsOfAWhile(server);
            streams.addAll(watch(client, request, MANY - 1));

            assertThat(one).as("a watcher costs some looks").isPositive();
            Eventually.until(
                    "once all have joined they cost about as much as one",
                    () -> commitsOfAWhile(server) < 3 * one + 50);
            gate.open();
            for (var stream : streams) {
                try (var body = stream) {
                    assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                            .contains("event:ended");
                }
            }
        }
    }

    /// Streams that have begun.
    private static List<InputStream> watch(HttpClient client, HttpRequest request, int count) {
        var asked = new ArrayList<CompletableFuture<HttpResponse<InputStream>>>();
        for (int i = 0; i < count; i++) {
            asked.add(client.sendAsync(request, BodyHandlers.ofInputStream()));
        }
        var streams = new ArrayList<InputStream>();
        for (var one : asked) {
            var answer = one.join();
            assertThat(answer.statusCode()).isEqualTo(200);
            streams.add(answer.body());
        }
        return streams;
    }

    /// What PostgreSQL counts up to a second late.
    private static long commitsOfAWhile(Server server) {
        sleep(server, 2);
        long before = commits(server);
        sleep(server, 4);
        return commits(server) - before;
    }

    private static void sleep(Server server, int seconds) {
        server.db().sql("select pg_sleep(" + seconds + ")").query((row, n) -> n).list();
    }

    private static long commits(Server server) {
        return server.db()
                .sql("select xact_commit from pg_stat_database where datname = current_database()")
                .query(Long.class)
                .single();
    }
}
