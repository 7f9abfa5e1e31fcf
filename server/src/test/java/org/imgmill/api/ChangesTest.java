package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What changed between a run of a catalogue and the run before it.
class ChangesTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static Server server;
    private final Origin origin = Origin.start();

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void make() {
        origin.play("/hook", (request, reply) -> reply.respond(200, "", new byte[0]));
        server.db().sql("delete from catalogue").update();
        var made = server.postJson("/v1/catalogues", "{\"name\": \"autumn\"}");
        assertThat(made.statusCode()).isEqualTo(201);
    }

    @AfterEach
    void close() {
        origin.close();
    }

    private void serve(String path, int width) {
        origin.serve(path, Pictures.jpeg(width, 50));
    }

    private void fail(String path) {
        origin.play(path, (request, reply) -> reply.respond(404, "", new byte[0]));
    }

    private JsonNode run(String... paths) {
        return runWith(
                List.of("webhook_url", origin.url("/hook"), "webhook_events", "catalogue.changed"),
                paths);
    }

    private JsonNode runWith(List<String> fields, String... paths) {
        var all = new ArrayList<>(fields);
        all.addAll(List.of("catalogue", "autumn"));
        var csv = new StringBuilder(HEADER);
        for (int i = 0; i < paths.length; i++) {
            csv.append(i + 1).append(",P,").append(origin.url(paths[i])).append('\n');
        }
        var id = server.run(csv.toString(), all.toArray(String[]::new)).get("id").asString();
        Eventually.until(
                "what changed is counted",
                () -> server.batch(id).at("/catalogue/changes").isObject());
        return server.batch(id);
    }

    private static List<Integer> counts(JsonNode batch) {
        var changes = batch.at("/catalogue/changes");
        return List.of("new", "changed", "unchanged", "gone", "failed_now", "mended").stream()
                .map(name -> changes.get(name).asInt())
                .toList();
    }

    private List<String> changes(JsonNode batch) {
        var csv = server.get("/v1/batches/" + batch.get("id").asString() + "/changes.csv").body();
        return Arrays.asList(csv.split("\r\n"));
    }

    private static List<String> outputs(JsonNode batch) {
        var csv = server.get("/v1/batches/" + batch.get("id").asString() + "/results.csv").body();
        return Arrays.stream(csv.split("\r?\n"))
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }

    @Test
    void everyImageOfBothRunsIsOneOfSixThings() {
        serve("/same.jpg", 50);
        serve("/other.jpg", 60);
        serve("/gone.jpg", 70);
        serve("/fails.jpg", 80);
        fail("/mended.jpg");
        fail("/dead.jpg");
        var first =
                run(
                        "/same.jpg",
                        "/other.jpg",
                        "/gone.jpg",
                        "/fails.jpg",
                        "/mended.jpg",
                        "/dead.jpg");
        assertThat(counts(first)).containsExactly(4, 0, 0, 0, 2, 0);
        assertThat(first.at("/catalogue/changes/since").isNull()).isTrue();

        serve("/other.jpg", 61);
        serve("/mended.jpg", 90);
        serve("/new.jpg", 95);
        fail("/fails.jpg");
        var second =
                run(
                        "/new.jpg",
                        "/same.jpg",
                        "/other.jpg",
                        "/fails.jpg",
                        "/mended.jpg",
                        "/dead.jpg");

        assertThat(counts(second)).containsExactly(1, 1, 2, 1, 1, 1);
        assertThat(second.at("/catalogue/changes/since")).isEqualTo(first.get("id"));
        var old = outputs(first);
        var now = outputs(second);
        assertThat(changes(second))
                .containsExactly(
                        "change,row,image_url,old_output_url,new_output_url",
                        "new,1,%s,,%s".formatted(origin.url("/new.jpg"), now.get(0)),
                        "unchanged,2,%s,%s,%s"
                                .formatted(origin.url("/same.jpg"), old.get(0), old.get(0)),
                        "changed,3,%s,%s,%s"
                                .formatted(origin.url("/other.jpg"), old.get(1), now.get(2)),
                        "failed_now,4,%s,%s,".formatted(origin.url("/fails.jpg"), old.get(3)),
                        "mended,5,%s,,%s".formatted(origin.url("/mended.jpg"), now.get(4)),
                        "unchanged,6,%s,,".formatted(origin.url("/dead.jpg")),
                        "gone,3,%s,%s,".formatted(origin.url("/gone.jpg"), old.get(2)));
    }

    @Test
    void theWebhookHearsOfARunOnlyWhereSomethingChanged() {
        serve("/a.jpg", 50);
        run("/a.jpg");
        run("/a.jpg");
        serve("/a.jpg", 51);
        var third = run("/a.jpg");

        Eventually.until("the third run is told", () -> origin.requests("/hook").size() == 2);
        var told =
                Server.json(
                        new String(
                                origin.requests("/hook").getLast().body(), StandardCharsets.UTF_8));
        assertThat(told.get("type").asString()).isEqualTo("catalogue.changed");
        assertThat(told.at("/data/id")).isEqualTo(third.get("id"));
        assertThat(told.at("/data/catalogue/name").asString()).isEqualTo("autumn");
        assertThat(told.at("/data/catalogue/changes/changed").asInt()).isEqualTo(1);
        assertThat(told.at("/data/catalogue/changes/new").asInt()).isZero();
    }

    @Test
    void theWebhookOfACatalogueHearsOfItsUploadsToo() {
        var changed =
                server.sendJson(
                        "PATCH",
                        "/v1/catalogues/autumn",
                        "{\"webhook_url\": \"%s\", \"webhook_events\": \"catalogue.changed\"}"
                                .formatted(origin.url("/hook")));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        serve("/a.jpg", 50);

        var first = runWith(List.of(), "/a.jpg");
        runWith(List.of(), "/a.jpg");
        serve("/a.jpg", 51);
        // An upload may name somebody besides, and nobody hears twice.
        var third = run("/a.jpg");

        Eventually.until("the third run is told", () -> origin.requests("/hook").size() == 2);
        assertThat(
                        origin.requests("/hook").stream()
                                .map(
                                        request ->
                                                Server.json(
                                                                new String(
                                                                        request.body(),
                                                                        StandardCharsets.UTF_8))
                                                        .at("/data/id"))
                                .toList())
                .containsExactly(first.get("id"), third.get("id"));
    }

    @Test
    void aRetryIsCountedAnew() {
        fail("/a.jpg");
        var first = run("/a.jpg");
        assertThat(counts(first)).containsExactly(0, 0, 0, 0, 1, 0);
        serve("/a.jpg", 50);
        var id = first.get("id").asString();

        server.steer(id, "retry");
        server.awaitEnd(id);

        Eventually.until(
                "it is counted again",
                () -> server.batch(id).at("/catalogue/changes/new").asInt() == 1);
    }

    @Test
    void whereNothingCanBeComparedThatIsSaid() {
        serve("/a.jpg", 50);
        var none = server.run(HEADER + "1,P," + origin.url("/a.jpg") + "\n").get("id").asString();
        assertThat(server.get("/v1/batches/" + none + "/changes.csv").statusCode()).isEqualTo(409);

        var first = run("/a.jpg").get("id").asString();
        var second = run("/a.jpg").get("id").asString();
        server.delete("/v1/batches/" + first);
        var answer = server.get("/v1/batches/" + second + "/changes.csv");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The run before");
    }
}
