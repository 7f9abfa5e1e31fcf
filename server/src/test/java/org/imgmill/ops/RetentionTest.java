package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.imgmill.batch.RetentionSettings;
import org.imgmill.origin.Origin;
import org.imgmill.storage.Storage;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Long: whatever goes by itself, of one server whose clock is the database.
class RetentionTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static Path objects;
    private static Server server;
    private static Origin origin;

    @BeforeAll
    static void start(@TempDir Path folder) {
        objects = folder.resolve("objects");
        server = Server.start("--imgmill.storage=" + objects, "--imgmill.retention=30d");
        origin = Origin.start().serve("/a.jpg", Pictures.jpeg(80, 60));
    }

    @AfterAll
    static void stop() {
        server.close();
        origin.close();
    }

    @Test
    void aBatchPastItsTimeLosesItsRowsAndItsObjectsAndAYoungerOneNone() {
        var old = batch();
        var young = batch();
        var folder = objects.resolve(token(old));
        assertThat(folder).isNotEmptyDirectory();
        age(old, "finished_at", "31 days");

        server.bean(Retention.class).removeForAWhile();
        assertThat(server.get("/v1/batches/" + old).statusCode()).isEqualTo(404);
        age(old, "deleted_at", "11 seconds");
        server.bean(Retention.class).removeForAWhile();

        assertThat(tablesThatKnow(old)).isEmpty();
        assertThat(folder).doesNotExist();
        assertThat(server.batch(young).get("status").asString()).isEqualTo("completed_with_errors");
        assertThat(objects.resolve(token(young))).isNotEmptyDirectory();
    }

    @Test
    void aBatchThatIsToBeKeptStaysAndOneWithADateGoesThen() {
        var forEver = batch("keep", "true");
        var untilADate = batch("keep", "2199-12-31");
        var asSet = batch();
        assertThat(server.batch(asSet).get("expires_at").asString()).isNotEmpty();
        assertThat(server.batch(forEver).get("expires_at").isNull()).isTrue();
        assertThat(server.batch(forEver).get("keep").asBoolean()).isTrue();
        assertThat(server.batch(untilADate).get("expires_at").asString())
                .isEqualTo("2200-01-01T00:00:00Z");
        age(forEver, "finished_at", "31 days");
        age(untilADate, "finished_at", "31 days");

        server.bean(Retention.class).removeForAWhile();
        assertThat(server.get("/v1/batches/" + forEver).statusCode()).isEqualTo(200);
        assertThat(server.get("/v1/batches/" + untilADate).statusCode()).isEqualTo(200);

        age(untilADate, "keep_until", "1 second");
        var changed = server.sendJson("PATCH", "/v1/batches/" + forEver, "{\"keep\": false}");
        assertThat(Server.json(changed.body()).get("expires_at").isNull()).isFalse();
        server.bean(Retention.class).removeForAWhile();
        assertThat(server.get("/v1/batches/" + forEver).statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/batches/" + untilADate).statusCode()).isEqualTo(404);
        assertThat(server.get("/v1/batches/" + asSet).statusCode()).isEqualTo(200);
    }

    @Test
    void outputsThatAreKeptForLessThanTheirBatchGoAndItsRowsStay(@TempDir Path folder)
            throws IOException {
        var ownObjects = folder.resolve("objects");
        try (var own =
                Server.start("--imgmill.storage=" + ownObjects, "--imgmill.output-retention=7d")) {
            var form = new Form().file("images", "mug.jpg", Pictures.jpeg(80, 60));
            var id = Server.json(own.send(form, "/v1/batches").body()).get("id").asString();
            own.awaitEnd(id);
            var kept = Server.json(own.send(form, "/v1/batches").body()).get("id").asString();
            own.awaitEnd(kept);
            own.sendJson("PATCH", "/v1/batches/" + kept, "{\"keep\": true}");
            var before = own.batch(id);
            var url = output(own, id);
            assertThat(before.get("expires_at").isNull()).isTrue();
            assertThat(before.get("outputs_expire_at").asString()).isNotEmpty();
            assertThat(own.batch(kept).get("outputs_expire_at").isNull()).isTrue();
            own.db().sql("update batch set finished_at = now() - interval '8 days'").update();

            own.bean(Retention.class).removeForAWhile();

            assertThat(own.get(url).statusCode()).isEqualTo(404);
            assertThat(own.get(output(own, kept)).statusCode()).isEqualTo(200);
            try (var left = Files.list(ownObjects)) {
                assertThat(left.filter(path -> path.getFileName().toString().length() == 32))
                        .as("outputs and pictures of the batch that is kept")
                        .hasSize(2);
            }
            assertThat(own.batch(id).at("/counts/stored").asInt()).isEqualTo(1);
            assertThat(output(own, id)).isEmpty();
            assertThat(own.get("/v1/batches/" + id + "/results.csv").body())
                    .isEqualTo("file,output_file\r\nmug.jpg,\r\n");
            assertThat(own.getBytes("/v1/batches/" + id + "/results.zip").body())
                    .asString(StandardCharsets.ISO_8859_1)
                    .contains("missing.txt");
            var retried = own.post("/v1/batches/" + id + "/retry");
            assertThat(retried.statusCode()).isEqualTo(409);
            assertThat(retried.body()).contains("wrong_state");
        }
    }

    private static String output(Server server, String id) {
        return Server.json(server.get("/v1/batches/" + id + "/images").body())
                .at("/data/0/output_url")
                .asString("");
    }

    @Test
    void whatIsNoTimeToComeIsRefused() {
        var id = batch();
        for (var keep : new String[] {"\"2020-01-01\"", "\"soon\"", "\"2027-13-01\"", "7"}) {
            var answer = server.sendJson("PATCH", "/v1/batches/" + id, "{\"keep\": " + keep + "}");
            assertThat(answer.statusCode()).as(keep).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_field");
        }
    }

    @Test
    void aDeletedBatchGoesWithEverythingThatBelongsToIt() {
        var id = batch("webhook_url", origin.url("/hook"));
        assertThat(tablesThatKnow(id)).contains("image", "product", "lane", "failure", "webhook");

        server.delete("/v1/batches/" + id);
        age(id, "deleted_at", "11 seconds");
        server.bean(Retention.class).removeForAWhile();

        assertThat(tablesThatKnow(id)).isEmpty();
    }

    @Test
    void rowsStayUntilTheObjectsAreGone() throws IOException {
        var id = batch();
        var folder = objects.resolve(token(id));
        var hidden = objects.resolve("hidden");
        // A file where the folder was: its objects cannot be listed.
        Files.move(folder, hidden);
        Files.writeString(folder, "in the way");
        server.delete("/v1/batches/" + id);
        age(id, "deleted_at", "11 seconds");

        server.bean(Retention.class).removeForAWhile();
        assertThat(tablesThatKnow(id)).contains("image", "product");

        Files.delete(folder);
        Files.move(hidden, folder);
        server.bean(Retention.class).removeForAWhile();
        assertThat(tablesThatKnow(id)).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void anObjectThatAStalledNodeStoredTooLateIsFoundAndRemoved() throws IOException {
        var id = batch();
        var token = token(id);
        server.delete("/v1/batches/" + id);
        age(id, "deleted_at", "11 seconds");
        server.bean(Retention.class).removeForAWhile();
        server.bean(Storage.class).put(token + "/1-0.jpg", new byte[10], "image/jpeg");

        server.bean(Retention.class).removeLatecomers();
        assertThat(objects.resolve(token)).as("it is too early to look").exists();
        server.db().sql("update gone set at = now() - interval '25 hours'").update();
        server.bean(Retention.class).removeLatecomers();

        assertThat(objects.resolve(token)).doesNotExist();
        assertThat(server.db().sql("select count(*) from gone").query(Integer.class).single())
                .isZero();
    }

    @Test
    void batchesAreKeptUntilSomebodyDeletesThemUnlessSaidOtherwise() {
        assertThat(Server.shared().bean(RetentionSettings.class).retention()).isZero();
        assertThat(Server.shared().bean(RetentionSettings.class).outputRetention()).isZero();
    }

    private static String batch(String... fields) {
        var csv =
                HEADER
                        + "1,Mug,%s\n2,Bowl,%s\n"
                                .formatted(origin.url("/a.jpg"), origin.url("/missing.jpg"));
        return server.run(csv, fields).get("id").asString();
    }

    private static String token(String id) {
        return server.db()
                .sql("select token from batch where id = ?")
                .param(UUID.fromString(id))
                .query((row, n) -> row.getString(1))
                .single();
    }

    private static void age(String id, String column, String by) {
        server.db()
                .sql(
                        "update batch set %s = now() - interval '%s' where id = ?"
                                .formatted(column, by))
                .param(UUID.fromString(id))
                .update();
    }

    /// Every table that has a batch's id in it, so that a table added later is looked at too.
    private static List<String> tablesThatKnow(String id) {
        return server
                .db()
                .sql(
                        """
                        select table_name from information_schema.columns
                        where table_schema = 'public' and column_name = 'batch_id' order by table_name
                        """)
                .query((row, n) -> row.getString(1))
                .list()
                .stream()
                .filter(table -> knows(table, id))
                .toList();
    }

    private static boolean knows(String table, String id) {
        return server.db()
                .sql("select exists (select from %s where batch_id = ?)".formatted(table))
                .param(UUID.fromString(id))
                .query(Boolean.class)
                .single();
    }
}
