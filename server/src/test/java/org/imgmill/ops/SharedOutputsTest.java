package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Outputs that several runs of a catalogue name go with the last of them, and not before.
///
/// Long: every way in which a run goes, each with runs before and after it.
class SharedOutputsTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    @TempDir private static Path folder;
    private static Server server;

    private final Origin origin = Origin.start();

    @BeforeAll
    static void start() {
        server = Server.start("--imgmill.storage=" + folder.resolve("objects"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void serve() {
        serve("/a.jpg", "\"1\"", 200);
        serve("/b.jpg", "\"1\"", 100);
        catalogue("keep");
    }

    @AfterEach
    void allGoesInTheEnd() throws IOException {
        origin.close();
        server.db().sql("update catalogue set deleted_at = now()").update();
        server.db().sql("update batch set deleted_at = now() - interval '11 seconds'").update();
        removeAll();
        assertThat(files()).isEmpty();
        assertThat(count("select count(*) from remembered")).isZero();
        server.db().sql("delete from gone").update();
    }

    private void serve(String path, String etag, int width) {
        var picture = Pictures.jpeg(width, 150);
        origin.play(
                path,
                (request, reply) -> {
                    boolean known = etag.equals(request.header("if-none-match"));
                    reply.respond(
                            known ? 304 : 200,
                            "ETag: " + etag + "\r\n",
                            known ? new byte[0] : picture);
                });
    }

    private void catalogue(String gone) {
        var made =
                server.postJson(
                        "/v1/catalogues",
                        "{\"name\": \"%s\", \"gone_outputs\": \"%s\"}".formatted(gone, gone));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private String run(String catalogue, String... paths) {
        var csv = new StringBuilder(HEADER);
        for (var path : paths) {
            csv.append("1,P,").append(origin.url(path)).append('\n');
        }
        return server.run(csv.toString(), "catalogue", catalogue).get("id").asString();
    }

    private List<String> outputs(String batch) {
        var csv = server.get("/v1/batches/" + batch + "/results.csv").body();
        return Arrays.stream(csv.split("\r?\n"))
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }

    private void delete(String batch) {
        assertThat(server.delete("/v1/batches/" + batch).statusCode()).isEqualTo(204);
        server.db()
                .sql("update batch set deleted_at = now() - interval '11 seconds' where id = ?")
                .param(UUID.fromString(batch))
                .update();
        removeAll();
    }

    private void removeAll() {
        server.bean(Retention.class).removeForAWhile();
    }

    private int status(String url) {
        return server.get(url).statusCode();
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(folder.resolve("objects"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.resolve("objects").relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private int count(String sql) {
        return server.db().sql(sql).query((row, n) -> row.getInt(1)).single();
    }

    @Test
    void anOutputStaysUntilTheLastRunThatNamesItIsGone() throws IOException {
        var first = run("keep", "/a.jpg", "/b.jpg");
        var old = outputs(first);
        serve("/b.jpg", "\"2\"", 50);
        var second = run("keep", "/a.jpg", "/b.jpg");
        var third = run("keep", "/a.jpg");

        delete(first);
        assertThat(status(old.get(0))).isEqualTo(200);
        assertThat(status(old.get(1))).as("only the first run named it").isEqualTo(404);
        assertThat(outputs(second).get(0)).isEqualTo(old.get(0));
        assertThat(files()).hasSize(2);

        delete(second);
        assertThat(status(old.get(0))).isEqualTo(200);
        assertThat(files()).hasSize(1);

        delete(third);
        assertThat(files()).isEmpty();
        assertThat(count("select count(*) from remembered")).isZero();
        assertThat(count("select count(*) from shared_token")).isZero();
        assertThat(count("select count(*) from gone")).as("for latecomers").isEqualTo(3);
    }

    @Test
    void whatWasForgottenIsMadeAnewAndNothingIsTakenOverFromARunThatIsGone() {
        var first = run("keep", "/a.jpg");
        delete(first);

        var second = run("keep", "/a.jpg");

        assertThat(outputs(second).getFirst()).isNotEmpty();
        assertThat(status(outputs(second).getFirst())).isEqualTo(200);
    }

    @Test
    void theOutputOfAnImageThatFailsInTheLastRunStays() throws IOException {
        var first = run("keep", "/a.jpg", "/b.jpg");
        var old = outputs(first);
        origin.play("/a.jpg", (request, reply) -> reply.respond(404, "", new byte[0]));
        run("keep", "/a.jpg", "/b.jpg");

        delete(first);
        assertThat(files()).hasSize(2);
        serve("/a.jpg", "\"1\"", 200);

        assertThat(outputs(run("keep", "/a.jpg"))).containsExactly(old.get(0));
        assertThat(status(old.get(0))).isEqualTo(200);
    }

    @Test
    void whereTheOwnerWantsNoMoreThanTheLastRunWhatLeftTheCatalogueGoes() throws IOException {
        catalogue("remove");
        var first = run("remove", "/a.jpg", "/b.jpg");
        var old = outputs(first);
        var second = run("remove", "/b.jpg");

        removeAll();

        assertThat(status(old.get(0))).isEqualTo(404);
        assertThat(outputs(second)).containsExactly(old.get(1));
        assertThat(status(old.get(1))).isEqualTo(200);
        assertThat(files()).hasSize(1);
        assertThat(server.batch(first).at("/counts/stored").asInt()).isEqualTo(2);
        assertThat(outputs(first)).containsOnly("");
        delete(first);
        assertThat(status(old.get(1))).isEqualTo(200);
    }

    @Test
    void aRunThatCameToNothingTakesNoPlace() {
        catalogue("remove");
        var first = run("remove", "/a.jpg");
        origin.play("/a.jpg", (request, reply) -> reply.respond(404, "", new byte[0]));
        run("remove", "/a.jpg");

        removeAll();

        assertThat(status(outputs(first).getFirst())).isEqualTo(200);
    }

    @Test
    void aDeletedCatalogueForgetsAndItsRunsKeepTheirOutputs() {
        var first = run("keep", "/a.jpg");
        var second = run("keep", "/a.jpg");
        assertThat(server.delete("/v1/catalogues/keep").statusCode()).isEqualTo(204);

        removeAll();
        assertThat(count("select count(*) from remembered")).isZero();
        delete(first);
        assertThat(status(outputs(second).getFirst())).isEqualTo(200);
        delete(second);
        removeAll();

        assertThat(count("select count(*) from catalogue where deleted_at is not null")).isZero();
        assertThat(count("select count(*) from shared_token")).isZero();
    }

    @Test
    void whatIsBeingTakenOverWhenItGoesIsMadeAnew() throws Exception {
        var first = run("keep", "/a.jpg");
        var old = outputs(first).getFirst();
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var picture = Pictures.jpeg(200, 150);
        origin.play(
                "/a.jpg",
                (request, reply) -> {
                    asked.countDown();
                    answer.await();
                    boolean known = request.header("if-none-match") != null;
                    reply.respond(
                            known ? 304 : 200, "ETag: \"1\"\r\n", known ? new byte[0] : picture);
                });
        var second =
                server.upload(HEADER + "1,P," + origin.url("/a.jpg") + "\n", "catalogue", "keep");
        asked.await();
        // As if nobody kept what this run has yet to name.
        server.db()
                .sql("update batch set outputs_gone_at = now() where id = ?")
                .param(UUID.fromString(second))
                .update();
        delete(first);
        server.db()
                .sql(
                        "update batch set outputs_gone_at = null, outputs_removed_at = null where id = ?")
                .param(UUID.fromString(second))
                .update();
        assertThat(status(old)).isEqualTo(404);
        answer.countDown();

        assertThat(server.awaitEnd(second).get("status").asString()).isEqualTo("completed");
        assertThat(outputs(second).getFirst()).isNotEqualTo(old);
        assertThat(status(outputs(second).getFirst())).isEqualTo(200);
    }
}
