package org.imgmill.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The second run of a catalogue does only what changed.
///
/// Long: whatever a host can say the second time.
class RunAgainTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";
    private static final String DATE = "Date: Fri, 27 Nov 2026 12:00:00 GMT\r\n";

    @TempDir private static Path folder;
    private static Server server;

    private final String name = "autumn " + UUID.randomUUID();
    private final Origin origin = Origin.start();
    private final AtomicInteger bodies = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final ConcurrentHashMap<String, String> headers = new ConcurrentHashMap<>();

    @BeforeAll
    static void start() {
        server = Server.start("--imgmill.storage=" + folder.resolve("objects"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        origin.close();
    }

    /// Under this ETag; whoever has it gets no bytes.
    private void serve(String path, String etag, byte[] picture) {
        origin.play(
                path,
                (request, reply) -> {
                    asked.incrementAndGet();
                    var more = headers.getOrDefault(path, "");
                    if (etag.equals(request.header("if-none-match"))) {
                        reply.respond(304, "ETag: " + etag + "\r\n" + more, new byte[0]);
                    } else {
                        bodies.incrementAndGet();
                        reply.respond(200, "ETag: " + etag + "\r\n" + more, picture);
                    }
                });
    }

    private void catalogue(String fields) {
        var made =
                server.postJson("/v1/catalogues", "{\"name\": \"%s\"%s}".formatted(name, fields));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private JsonNode run(String... paths) {
        return runWith(List.of(), paths);
    }

    private JsonNode runWith(List<String> fields, String... paths) {
        var csv = new StringBuilder(HEADER);
        for (int i = 0; i < paths.length; i++) {
            csv.append(i + 1).append(",P").append(i).append(',');
            csv.append(origin.url(paths[i])).append('\n');
        }
        var all = new ArrayList<>(List.of("catalogue", name));
        all.addAll(fields);
        return server.run(csv.toString(), all.toArray(String[]::new));
    }

    private List<String> outputs(JsonNode batch) {
        var csv = server.get("/v1/batches/" + batch.get("id").asString() + "/results.csv").body();
        return Arrays.stream(csv.split("\r?\n"))
                .skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .toList();
    }

    private static void isWhole(JsonNode batch, int images) {
        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(images);
    }

    private int remembered() {
        return server.db()
                .sql(
                        "select count(*) from remembered m join catalogue c on c.id = m.catalogue_id where c.name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    @Test
    void anImageThatItsHostCallsUnchangedKeepsItsOutputAndCostsNoBytes() throws IOException {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        serve("/b.jpg", "\"1\"", Pictures.jpeg(100, 150));
        catalogue("");
        var first = run("/a.jpg", "/b.jpg");
        var written = Files.getLastModifiedTime(file(outputs(first).getFirst()));
        serve("/b.jpg", "\"2\"", Pictures.jpeg(100, 80));

        var second = run("/new.jpg", "/a.jpg", "/b.jpg");

        assertThat(second.at("/counts/stored").asInt()).isEqualTo(2);
        assertThat(second.get("bytes_in")).isNotNull();
        assertThat(bodies).hasValue(3);
        assertThat(outputs(second).get(1)).isEqualTo(outputs(first).get(0));
        assertThat(outputs(second).get(2)).isNotEqualTo(outputs(first).get(1));
        assertThat(Files.getLastModifiedTime(file(outputs(first).getFirst()))).isEqualTo(written);
        for (var url :
                List.of(outputs(second).get(1), outputs(second).get(2), outputs(first).get(1))) {
            assertThat(server.get(url).statusCode()).isEqualTo(200);
        }
    }

    private Path file(String url) {
        var key = url.substring(url.indexOf("/files/") + 7);
        int slash = key.indexOf('/');
        return folder.resolve("objects")
                .resolve(key.substring(0, slash))
                .resolve(key.substring(slash + 1).replace("/", "%2F"));
    }

    @Test
    void whatOneRunFindsUnchangedIsSoForTheRunAfterIt() {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        catalogue("");
        var first = run("/a.jpg");
        run("/a.jpg");
        var third = run("/a.jpg");

        isWhole(third, 1);
        assertThat(bodies).hasValue(1);
        assertThat(asked).hasValue(3);
        assertThat(outputs(third)).isEqualTo(outputs(first));
        assertThat(third.get("bytes_out")).isEqualTo(first.get("bytes_out"));
    }

    @Test
    void equalBytesUnderAnotherETagOrAddressKeepTheOutput() {
        var picture = Pictures.jpeg(200, 150);
        serve("/a.jpg", "\"1\"", picture);
        catalogue("");
        var first = run("/a.jpg");
        serve("/a.jpg", "\"2\"", picture);
        serve("/moved.jpg", "\"3\"", picture);

        var second = run("/a.jpg", "/moved.jpg");

        isWhole(second, 2);
        assertThat(bodies).hasValue(3);
        assertThat(outputs(second))
                .containsExactly(outputs(first).getFirst(), outputs(first).getFirst());
        run("/a.jpg", "/moved.jpg");
        assertThat(bodies).as("the new names are remembered").hasValue(3);
    }

    @Test
    void anImageIsNotAskedForWhileItsOwnerCallsItFresh() {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        serve("/b.jpg", "\"1\"", Pictures.jpeg(200, 100));
        catalogue(", \"fresh_for\": \"24h\"");
        var first = run("/a.jpg");

        var second = run("/a.jpg", "/b.jpg");
        isWhole(second, 2);
        assertThat(asked).hasValue(2);
        assertThat(outputs(second).getFirst()).isEqualTo(outputs(first).getFirst());

        var third = run("/b.jpg", "/a.jpg");
        isWhole(third, 2);
        assertThat(asked).as("all is fresh").hasValue(2);
        assertThat(third.at("/counts/processed").asInt()).isEqualTo(2);
        assertThat(third.get("bytes_in")).isEqualTo(second.get("bytes_in"));

        server.db().sql("update remembered set asked_at = now() - interval '25 hours'").update();
        isWhole(run("/a.jpg", "/b.jpg"), 2);
        assertThat(asked).hasValue(4);
        assertThat(bodies).hasValue(2);
    }

    @Test
    void whatItsHostCallsFreshIsSoAsFarAsTheOwnerTrustsIt() {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        headers.put("/a.jpg", "Cache-Control: public, max-age=86400\r\n");
        catalogue("");
        run("/a.jpg");
        run("/a.jpg");
        assertThat(asked).as("by default nobody is trusted").hasValue(2);

        server.sendJson(
                "PATCH",
                "/v1/catalogues/" + name.replace(" ", "%20"),
                "{\"origin_fresh_for\": \"1h\"}");
        run("/a.jpg");
        assertThat(asked).hasValue(2);

        server.db().sql("update remembered set asked_at = now() - interval '2 hours'").update();
        run("/a.jpg");
        assertThat(asked).hasValue(3);
        server.sendJson(
                "PATCH",
                "/v1/catalogues/" + name.replace(" ", "%20"),
                "{\"origin_fresh_for\": \"30d\"}");
        server.db().sql("update remembered set asked_at = now() - interval '25 hours'").update();
        run("/a.jpg");
        assertThat(asked).as("not longer than the host says").hasValue(4);
    }

    @Test
    void aTimeOfChangeIsTrustedOnlyWhereItTellsStatesApart() {
        play("/old.jpg", "Last-Modified: Fri, 27 Nov 2026 11:00:00 GMT\r\n" + DATE);
        play("/young.jpg", "Last-Modified: Fri, 27 Nov 2026 12:00:00 GMT\r\n" + DATE);
        catalogue("");

        run("/old.jpg", "/young.jpg");
        run("/old.jpg", "/young.jpg");

        assertThat(origin.requests("/old.jpg").getLast().header("if-modified-since"))
                .isEqualTo("Fri, 27 Nov 2026 11:00:00 GMT");
        assertThat(origin.requests("/young.jpg").getLast().header("if-modified-since")).isNull();
    }

    private void play(String path, String more) {
        var picture = Pictures.jpeg(200, 150);
        origin.play(path, (request, reply) -> reply.respond(200, more, picture));
    }

    @Test
    void behindARedirectTheNameBelongsToTheAddressThatGaveIt() {
        serve("/real.jpg", "\"1\"", Pictures.jpeg(200, 150));
        serve("/other.jpg", "\"1\"", Pictures.jpeg(100, 100));
        redirect("/a.jpg", "/real.jpg");
        catalogue("");
        var first = run("/a.jpg");
        assertThat(outputs(run("/a.jpg"))).isEqualTo(outputs(first));
        assertThat(bodies).hasValue(1);
        assertThat(origin.requests("/a.jpg"))
                .allSatisfy(request -> assertThat(request.header("if-none-match")).isNull());

        redirect("/a.jpg", "/other.jpg");
        var second = run("/a.jpg");

        assertThat(bodies).as("its ETag is that of another address").hasValue(2);
        assertThat(outputs(second)).isNotEqualTo(outputs(first));
    }

    private void redirect(String from, String to) {
        origin.play(
                from,
                (request, reply) ->
                        reply.respond(302, "Location: " + origin.url(to) + "\r\n", new byte[0]));
    }

    @Test
    void anotherRecipeMakesOutputsBesideTheOldOnes() {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        catalogue("");
        var first = run("/a.jpg");

        var other = runWith(List.of("quality", "20"), "/a.jpg");
        assertThat(outputs(other)).isNotEqualTo(outputs(first));
        assertThat(bodies).hasValue(2);

        assertThat(outputs(run("/a.jpg"))).isEqualTo(outputs(first));
        assertThat(outputs(runWith(List.of("quality", "20"), "/a.jpg"))).isEqualTo(outputs(other));
        assertThat(bodies).hasValue(2);
        assertThat(remembered()).isEqualTo(2);
    }

    @Test
    void forceDoesAllAnew() {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        catalogue(", \"fresh_for\": \"24h\"");
        var first = run("/a.jpg");

        var forced = runWith(List.of("force", "true"), "/a.jpg");

        isWhole(forced, 1);
        assertThat(bodies).hasValue(2);
        assertThat(outputs(forced)).isNotEqualTo(outputs(first));
        assertThat(outputs(run("/a.jpg"))).isEqualTo(outputs(forced));
    }

    @Test
    void anOutputThatIsMissingIsMadeAgain() throws IOException {
        var picture = Pictures.jpeg(200, 150);
        serve("/a.jpg", "\"1\"", picture);
        catalogue("");
        var first = run("/a.jpg");
        Files.delete(file(outputs(first).getFirst()));

        var second = run("/a.jpg");

        isWhole(second, 1);
        assertThat(bodies).hasValue(2);
        assertThat(server.get(outputs(second).getFirst()).statusCode()).isEqualTo(200);
    }

    @Test
    void severalOutputsAndNamesAreKeptTooAndAllOfThemHaveToBeThere() throws IOException {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        catalogue(
                ", \"outputs\": [{\"name\": \"zoom\"}, {\"name\": \"thumb\", \"width\": 20}], \"name_template\": \"{name}-{n}.{ext}\"");
        var first = run("/a.jpg");
        var second = run("/a.jpg");

        isWhole(second, 1);
        assertThat(bodies).hasValue(1);
        assertThat(outputs(second)).isEqualTo(outputs(first));
        var images = images(second);
        assertThat(images.at("/data/0/outputs/1/width").asInt()).isEqualTo(20);
        assertThat(images.at("/data/0/outputs/1/url"))
                .isEqualTo(images(first).at("/data/0/outputs/1/url"));

        Files.delete(file(images.at("/data/0/outputs/1/url").asString()));
        var mended = images(run("/a.jpg"));
        assertThat(bodies).as("one of its outputs is gone").hasValue(2);
        for (var output : mended.at("/data/0/outputs")) {
            assertThat(server.get(output.get("url").asString()).statusCode()).isEqualTo(200);
        }

        serve("/b.jpg", "\"1\"", Pictures.jpeg(200, 150));
        var moved = run("/b.jpg", "/a.jpg");
        assertThat(outputs(moved).get(1))
                .as("under another name it is another output")
                .endsWith("/thumb/P1-1.jpg");
    }

    private JsonNode images(JsonNode batch) {
        return Server.json(
                server.get("/v1/batches/" + batch.get("id").asString() + "/images").body());
    }

    @Test
    void withoutACatalogueAllIsAsBefore() {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        var csv = HEADER + "1,Mug," + origin.url("/a.jpg") + "\n";
        var first = server.run(csv);
        var second = server.run(csv);

        assertThat(bodies).hasValue(2);
        assertThat(outputs(second)).isNotEqualTo(outputs(first));
        assertThat(second.get("catalogue").isNull()).isTrue();
        assertThat(remembered()).isZero();
    }

    @Test
    void anImageThatFailsTonightIsUnchangedAgainTomorrow() {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        catalogue("");
        var first = run("/a.jpg");
        origin.play("/a.jpg", (request, reply) -> reply.respond(404, "", new byte[0]));
        assertThat(run("/a.jpg").get("status").asString()).isEqualTo("failed");
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));

        assertThat(outputs(run("/a.jpg"))).isEqualTo(outputs(first));
        assertThat(bodies).hasValue(1);
    }

    @Test
    void aRunGoesOnThoughItsCatalogueIsDeleted() throws Exception {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        catalogue("");
        run("/a.jpg");
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var picture = Pictures.jpeg(200, 150);
        origin.play(
                "/a.jpg",
                (request, reply) -> {
                    asked.incrementAndGet();
                    arrived.countDown();
                    answer.await();
                    boolean known = request.header("if-none-match") != null;
                    reply.respond(known ? 304 : 200, "", known ? new byte[0] : picture);
                });
        var id = server.upload(HEADER + "1,P," + origin.url("/a.jpg") + "\n", "catalogue", name);
        arrived.await();
        server.delete("/v1/catalogues/" + name.replace(" ", "%20"));
        answer.countDown();

        var second = server.awaitEnd(id);

        isWhole(second, 1);
        assertThat(server.get(outputs(second).getFirst()).statusCode()).isEqualTo(200);
    }

    @Test
    void anOutputThatIsForgottenWhileItIsTakenOverIsMadeAgain() throws Exception {
        serve("/a.jpg", "\"1\"", Pictures.jpeg(200, 150));
        catalogue("");
        var first = run("/a.jpg");
        var arrived = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        var picture = Pictures.jpeg(200, 150);
        origin.play(
                "/a.jpg",
                (request, reply) -> {
                    arrived.countDown();
                    answer.await();
                    boolean known = request.header("if-none-match") != null;
                    reply.respond(known ? 304 : 200, "", known ? new byte[0] : picture);
                });
        var id = server.upload(HEADER + "1,P," + origin.url("/a.jpg") + "\n", "catalogue", name);
        arrived.await();
        server.db().sql("delete from remembered").update();
        answer.countDown();

        var second = server.awaitEnd(id);

        isWhole(second, 1);
        assertThat(outputs(second)).isNotEqualTo(outputs(first));
        assertThat(server.get(outputs(second).getFirst()).statusCode()).isEqualTo(200);
    }
}
