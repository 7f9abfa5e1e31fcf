package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.origin.Origin;
import org.imgmill.storage.S3Endpoint;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Catalogues that are fetched from their addresses when their time has come.
///
/// Long: every way to a run, over one server and one list.
class SourcesTest {

    @TempDir private static Path folder;
    private static S3Endpoint store;
    private static Server server;
    private final Origin origin = Origin.start();
    private final AtomicInteger lists = new AtomicInteger();

    @BeforeAll
    static void start() throws IOException {
        store = S3Endpoint.start(folder);
        store.createBucket("shop");
        S3Endpoint.useCredentials();
        server =
                Server.start(
                        "--imgmill.s3.endpoint=" + store.uri(),
                        "--imgmill.s3.path-style=true",
                        "--imgmill.sources.buckets=s3://shop/pictures");
    }

    @AfterAll
    static void stop() {
        server.close();
        store.close();
    }

    @BeforeEach
    void serve() {
        server.db().sql("delete from catalogue").update();
        origin.serve("/a.jpg", Pictures.jpeg(80, 60));
        list("\"1\"", "/a.jpg");
    }

    @AfterEach
    void close() {
        origin.close();
    }

    private void list(String etag, String image) {
        var csv = "id,image\nA-1," + origin.url(image) + "\n";
        origin.play(
                "/list.csv",
                (request, reply) -> {
                    lists.incrementAndGet();
                    boolean known = etag.equals(request.header("if-none-match"));
                    reply.respond(
                            known ? 304 : 200,
                            "ETag: " + etag + "\r\n",
                            known ? new byte[0] : csv.getBytes(StandardCharsets.UTF_8));
                });
    }

    private void make(String more) {
        make(origin.url("/list.csv"), more);
    }

    private void make(String source, String more) {
        var made =
                server.postJson(
                        "/v1/catalogues",
                        "{\"name\": \"autumn\", \"source_url\": \"%s\"%s}".formatted(source, more));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private JsonNode shown() {
        return Server.json(server.get("/v1/catalogues/autumn").body());
    }

    private void isDue() {
        server.db()
                .sql("update catalogue set source_asked_at = null, next_run_at = now()")
                .update();
    }

    private void awaitAsked() {
        Eventually.until("it is fetched", () -> !shown().get("source_asked_at").isNull());
    }

    private JsonNode awaitRun() {
        awaitAsked();
        return server.awaitEnd(shown().get("last_run").asString());
    }

    private int runs() {
        return server.db()
                .sql(
                        "select count(*) from batch b join catalogue c on c.id = b.catalogue_id where c.name = 'autumn'")
                .query((row, n) -> row.getInt(1))
                .single();
    }

    @Test
    void aCatalogueIsRunWhenItsTimeHasComeIfItsListChanged() {
        make(", \"schedule\": \"24h\", \"webhook_url\": \"%s\"".formatted(origin.url("/hook")));
        assertThat(shown().get("next_run_at").isNull()).isFalse();
        isDue();

        var first = awaitRun();
        assertThat(first.get("status").asString()).isEqualTo("completed");
        assertThat(first.get("name").asString()).isEqualTo("list.csv");
        assertThat(first.at("/catalogue/name").asString()).isEqualTo("autumn");
        assertThat(first.at("/source/etag").asString()).isEqualTo("\"1\"");
        Eventually.until("its end is told", () -> !origin.requests("/hook").isEmpty());

        isDue();
        awaitAsked();
        assertThat(runs()).as("its list is as it was").isEqualTo(1);
        assertThat(lists).hasValue(2);

        origin.serve("/b.jpg", Pictures.jpeg(60, 60));
        list("\"2\"", "/b.jpg");
        isDue();
        awaitRun();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void thePicturesBelowAPrefixOfABucketAreACatalogue() {
        store.put("shop", "pictures/front/a b.jpg", Pictures.jpeg(80, 60));
        store.put("shop", "pictures/b.png", Pictures.png(70, 50));
        store.put("shop", "pictures/notes.txt", new byte[] {1});
        store.put("shop", "other/c.jpg", Pictures.jpeg(30, 30));
        make("s3://shop/pictures/", ", \"schedule\": \"24h\"");
        isDue();

        var first = awaitRun();
        assertThat(first.get("status").asString()).isEqualTo("completed");
        assertThat(first.at("/counts/stored").asInt()).isEqualTo(2);
        var results = server.get(first.at("/links/results_csv").asString()).body();
        assertThat(results)
                .contains("pictures/front/a b.jpg,s3://shop/pictures/front/a%20b.jpg,http");

        isDue();
        awaitAsked();
        assertThat(runs()).as("the listing is as it was").isEqualTo(1);

        store.put("shop", "pictures/b.png", Pictures.png(71, 50));
        isDue();
        var second = awaitRun();
        assertThat(runs()).isEqualTo(2);
        Eventually.until(
                "what changed is counted",
                () ->
                        server.batch(second.get("id").asString())
                                .at("/catalogue/changes")
                                .isObject());
        var changes = server.batch(second.get("id").asString()).at("/catalogue/changes");
        assertThat(changes.get("unchanged").asInt()).isEqualTo(1);
        assertThat(changes.get("changed").asInt()).isEqualTo(1);
    }

    @Test
    void anObjectOfABucketIsACatalogueAndWhatTheSettingsDoNotNameIsRefused() {
        var csv = "id,image\nA-1," + origin.url("/a.jpg") + "\n";
        store.put("shop", "pictures/lists/all.csv", csv.getBytes(StandardCharsets.UTF_8));
        make("s3://shop/pictures/lists/all.csv", ", \"schedule\": \"24h\"");
        isDue();
        var run = awaitRun();
        assertThat(run.get("name").asString()).isEqualTo("all.csv");
        assertThat(run.at("/counts/stored").asInt()).isEqualTo(1);
        isDue();
        awaitAsked();
        assertThat(runs()).isEqualTo(1);

        for (var other : List.of("s3://shop/other/", "s3://shop/picturesque/", "s3://else/a.csv")) {
            var refused =
                    server.postJson(
                            "/v1/catalogues",
                            "{\"name\": \"b\", \"source_url\": \"%s\"}".formatted(other));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("imgmill.sources.buckets");
        }
        var list =
                server.postJson(
                        "/v1/batches",
                        "{\"images\": [{\"url\": \"s3://shop/other/c.jpg\"}, {\"url\": \"s3://shop/pictures/gone.jpg\"}]}");
        var failed = server.awaitEnd(Server.json(list.body()).get("id").asString());
        assertThat(failed.at("/counts/failed").asInt()).isEqualTo(2);
        assertThat(failed.get("failures").toString()).contains("blocked_address", "http_status");
    }

    @Test
    void aHostThatHangsKeepsNoOtherCatalogueWaiting() throws InterruptedException {
        var hangs = new CountDownLatch(1);
        origin.play(
                "/hangs.csv",
                (_, reply) -> {
                    hangs.countDown();
                    reply.isLeft();
                });
        var slow =
                "{\"name\": \"a slow one\", \"schedule\": \"24h\", \"source_url\": \"%s\"}"
                        .formatted(origin.url("/hangs.csv"));
        assertThat(server.postJson("/v1/catalogues", slow).statusCode()).isEqualTo(201);
        make(", \"schedule\": \"24h\"");

        isDue();

        assertThat(awaitRun().get("status").asString()).isEqualTo("completed");
        assertThat(hangs.await(30, TimeUnit.SECONDS)).isTrue();
        var other = Server.json(server.get("/v1/catalogues/a%20slow%20one").body());
        assertThat(other.get("source_asked_at").isNull()).as("it still hangs").isTrue();
    }

    @Test
    void whoAsksForARunGetsOneThoughItIsPausedAndItsListTheSame() {
        make(", \"schedule\": \"24h\", \"paused\": true");
        isDue();
        assertThat(server.post("/v1/catalogues/autumn/run").statusCode()).isEqualTo(202);
        awaitRun();
        server.db().sql("update catalogue set source_asked_at = null").update();

        assertThat(server.post("/v1/catalogues/autumn/run").statusCode()).isEqualTo(202);
        awaitRun();

        assertThat(runs()).isEqualTo(2);
        assertThat(shown().get("next_run_at").isNull()).as("it is paused").isTrue();
    }

    @Test
    void aSourceThatFailsLeavesAllAsItIsAndSaysWhy() {
        make(", \"schedule\": \"0 3 * * *\", \"time_zone\": \"Europe/Berlin\"");
        isDue();
        awaitRun();
        origin.play("/list.csv", (request, reply) -> reply.respond(500, "", new byte[0]));
        isDue();
        awaitAsked();
        assertThat(shown().get("source_error").asString()).contains("the server answered 500");
        assertThat(runs()).isEqualTo(1);

        origin.serve("/list.csv", "no catalogue at all".getBytes(StandardCharsets.UTF_8));
        isDue();
        awaitAsked();
        assertThat(shown().get("source_error").asString()).isNotEmpty();
        assertThat(runs()).isEqualTo(1);
        assertThat(shown().get("next_run_at").asString()).matches(".*T0[12]:00:00Z");

        list("\"3\"", "/a.jpg");
        isDue();
        awaitRun();
        assertThat(shown().get("source_error").isNull()).isTrue();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void noRunBeginsWhileTheLastOneGoes() throws InterruptedException {
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var picture = Pictures.jpeg(80, 60);
        origin.play(
                "/slow.jpg",
                (request, reply) -> {
                    arrived.countDown();
                    answer.await();
                    reply.respond(200, "", picture);
                });
        list("\"1\"", "/slow.jpg");
        make(", \"schedule\": \"24h\"");
        isDue();
        arrived.await();
        list("\"2\"", "/a.jpg");
        isDue();
        awaitAsked();
        assertThat(runs()).isEqualTo(1);
        assertThat(shown().get("source_error").asString()).contains("had not ended");

        answer.countDown();
        server.awaitEnd(shown().get("last_run").asString());
        isDue();
        awaitRun();
        assertThat(runs()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\", \"schedule\": \"24h\"} | schedule is for a catalogue with a source_url",
                "{\"name\": \"a\", \"sheet\": \"1\"} | sheet is for a catalogue with a source_url",
                "{\"name\": \"a\", \"source_url\": \"shop\"} | source_url is an address",
                "{\"name\": \"a\", \"source_url\": \"http://a.example/\", \"schedule\": \"5s\"} | schedule is a time from 1m",
                "{\"name\": \"a\", \"source_url\": \"http://a.example/\", \"schedule\": \"60 3 * * *\"} | schedule is a time from 1m",
                "{\"name\": \"a\", \"source_url\": \"http://a.example/\", \"schedule\": \"0 3 30 2 *\"} | schedule is a time from 1m",
                "{\"name\": \"a\", \"source_url\": \"http://a.example/\", \"time_zone\": \"Mars\"} | time_zone is a zone",
                "{\"name\": \"a\", \"source_url\": \"http://a.example/\", \"paused\": 3} | paused is true or false",
                "{\"name\": \"a\", \"source_url\": \"http://a.example/\", \"on_error\": \"pray\"} | on_error is reject or skip"
            })
    void whatCannotBeIsRefused(String body, String why) {
        var answer = server.postJson("/v1/catalogues", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString()).startsWith(why);
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        make(", \"schedule\": \"24h\", \"delimiter\": \",\", \"recipe\": {\"quality\": 40}");

        var changed = server.sendJson("PATCH", "/v1/catalogues/autumn", "{\"paused\": true}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(shown().get("paused").asBoolean()).isTrue();
        assertThat(shown().get("schedule").asString()).isEqualTo("24h");
        assertThat(shown().at("/upload/delimiter").asString()).isEqualTo(",");
        assertThat(shown().at("/recipe/quality").asInt()).isEqualTo(40);
        server.postJson("/v1/catalogues", "{\"name\": \"b\"}");
        assertThat(server.post("/v1/catalogues/b/run").statusCode()).isEqualTo(409);
    }
}
