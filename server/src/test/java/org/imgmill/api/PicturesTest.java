package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/// Pictures instead of a list of their addresses.
///
/// Long: what is handed in differs, the server behind it is the same.
@Timeout(300)
class PicturesTest {

    private static final byte[] MUG = Pictures.jpeg(320, 240);
    private static final byte[] BOWL = Pictures.png(120, 90);

    private static Path objects;
    private static Server server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        objects = folder.resolve("objects");
        server = Server.start("--imgmill.storage=" + objects, "--imgmill.csv.max-bytes=48MB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theFilesOfAFormAreABatchAndEachPathIsAnId() throws IOException {
        var batch =
                run(
                        new Form()
                                .file("images", "shop/front/mug, big.jpg", MUG)
                                .file("images", "shop/bowl.png", BOWL)
                                .file("images", "shop/notes.txt", "no picture")
                                .file("images", "shop/.DS_Store", "litter")
                                .field("quality", "40"));

        assertThat(batch.get("name").asString()).isEqualTo("shop");
        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.get("pictures").asBoolean()).isTrue();
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(2);
        assertThat(batch.get("warnings").toString())
                .isEqualTo("[\"1 file is no picture and was left out: shop/notes.txt.\"]");
        var images = images(batch);
        assertThat(images).hasSize(2);
        assertThat(images.getFirst().get("url").asString()).isEqualTo("shop/front/mug, big.jpg");
        assertThat(images.getFirst().get("host").asString()).isEmpty();
        assertThat(images.getFirst().at("/products/0/serial").asString())
                .isEqualTo("shop/front/mug, big.jpg");
        var link = images.getFirst().get("output_url").asString();
        assertThat(Pictures.read(server.getBytes(link).body()).getWidth()).isEqualTo(320);
        assertThat(server.get(batch.at("/links/results_csv").asString()).body())
                .isEqualTo(
                        "file,output_file\r\n\"shop/front/mug, big.jpg\",%s\r\nshop/bowl.png,%s\r\n"
                                .formatted(link, images.getLast().get("output_url").asString()));
        var original =
                server.getBytes(
                        batch.at("/links/images").asString()
                                + "/"
                                + images.getFirst().get("n").asString()
                                + "/original");
        assertThat(original.body()).isEqualTo(MUG);
    }

    @Test
    void anArchiveIsABatchWhateverItsNamesSay() throws IOException {
        byte[] zip =
                zip(
                        Map.of(
                                "../../etc/mug.jpg", MUG,
                                "etc/mug.jpg", BOWL,
                                "a/bowl", BOWL,
                                "readme.txt", "x".getBytes(StandardCharsets.UTF_8),
                                "a/fake.jpg", "no".getBytes(StandardCharsets.UTF_8)));
        for (var field : new String[] {"file", "images"}) {
            var batch = run(new Form().file(field, "pictures.zip", zip));

            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(3);
            assertThat(batch.at("/counts/failed").asInt()).isEqualTo(1);
            assertThat(batch.get("warnings").toString()).contains("readme.txt");
            assertThat(images(batch))
                    .extracting(image -> image.get("url").asString())
                    .containsExactlyInAnyOrder(
                            "etc/mug.jpg", "etc/mug (2).jpg", "a/bowl", "a/fake.jpg");
            var errors = server.get(batch.at("/links/errors_csv").asString()).body();
            assertThat(errors).contains("a/fake.jpg", "not_an_image").doesNotContain("mug");
        }
    }

    @Test
    void outputsAreCalledAsThePicturesWereUnlessATemplateSaysOtherwise() throws IOException {
        var form =
                new Form()
                        .file("images", "shop/mug #1.jpg", MUG)
                        .file("images", "shop/mug #2.jpg", MUG)
                        .file("images", "shop/50%25 off?/Bär.png", BOWL)
                        .field("format", "webp");
        assertThat(archived(run(form)))
                .containsExactlyInAnyOrder(
                        "images/shop/mug-1.webp",
                        "images/shop/mug-2.webp",
                        "images/shop/50-25-off/Bär.webp");
        assertThat(archived(run(form.field("name_template", "p{n}"))))
                .containsExactlyInAnyOrder(
                        "images/p1.webp", "images/p1-2.webp", "images/p1-3.webp");
    }

    private static List<String> archived(JsonNode batch) throws IOException {
        var bytes = server.getBytes(batch.at("/links/results_zip").asString()).body();
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("images/")) {
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }

    @Test
    void anArchiveAtAnAddressIsFetchedOnceAndItsPicturesAreNot() throws IOException {
        try (var origin = Origin.start().serve("/all.zip", zip(Map.of("mug.jpg", MUG)))) {
            var answer =
                    server.send(
                            new Form().field("source_url", origin.url("/all.zip")), "/v1/batches");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            var batch = server.awaitEnd(Server.json(answer.body()).get("id").asString());
            assertThat(batch.at("/counts/stored").asInt()).isEqualTo(1);
            assertThat(batch.at("/source/url").asString()).isEqualTo(origin.url("/all.zip"));
        }
    }

    @Test
    void aDryRunCountsThemAndKeepsNothing() throws IOException {
        var before = folders();
        var form =
                new Form()
                        .file("file", "p.zip", zip(Map.of("mug.jpg", MUG, "x.txt", new byte[3])))
                        .field("dry_run", "true");

        var report = Server.json(server.send(form, "/v1/batches").body());

        assertThat(report.get("pictures").asBoolean()).isTrue();
        assertThat(report.get("images").asInt()).isEqualTo(1);
        assertThat(report.get("warnings").toString()).contains("x.txt");
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void whatIsNoBatchOfPicturesIsRefusedAndNothingOfItStays() throws IOException {
        var before = folders();
        byte[] bomb = zip(Map.of("mug.jpg", new byte[40 << 20]));
        refused(new Form().file("file", "bomb.zip", bomb), 413, "200 times");
        refused(new Form().file("images", "notes.txt", "no"), 400, "no picture among");
        refused(
                new Form().file("images", "a.jpg", MUG).file("file", "a.csv", "url\nhttp://a/b\n"),
                400,
                "pictures are a batch of their own");
        refused(
                new Form().file("images", "cut.zip", cut(zip(Map.of("a.jpg", MUG)))),
                400,
                "damaged");
        assertThat(folders()).isEqualTo(before);
    }

    @Test
    void theSameUploadMakesOneBatchAndIsKeptOnce() throws IOException {
        var before = folders();
        var form = new Form().file("images", "mug.jpg", MUG);
        var first = server.send(form, "/v1/batches", "Idempotency-Key", "pictures-1");
        var second = server.send(form, "/v1/batches", "Idempotency-Key", "pictures-1");
        var other =
                server.send(
                        new Form().file("images", "mug2.jpg", MUG),
                        "/v1/batches",
                        "Idempotency-Key",
                        "pictures-1");

        var id = Server.json(first.body()).get("id").asString();
        assertThat(Server.json(second.body()).get("id").asString()).isEqualTo(id);
        assertThat(other.statusCode()).isEqualTo(422);
        server.awaitEnd(id);
        assertThat(folders()).as("its originals and its outputs").isEqualTo(before + 2);
    }

    @Test
    void picturesThatFailedAreTriedAgainAndAllGoWithTheirBatch() {
        var before = folders();
        var batch =
                run(
                        new Form()
                                .file("images", "mug.jpg", MUG)
                                .file("images", "broken.png", cut(BOWL)));
        var id = batch.get("id").asString();
        assertThat(batch.at("/counts/failed").asInt()).isEqualTo(1);

        server.steer(id, "retry");
        assertThat(server.awaitEnd(id).at("/counts/stored").asInt()).isEqualTo(1);
        server.delete("/v1/batches/" + id);
        server.db()
                .sql("update batch set deleted_at = now() - interval '1 hour' where id = ?")
                .param(UUID.fromString(id))
                .update();

        Eventually.until("originals and outputs are gone", () -> folders() == before);
    }

    @Test
    void aPictureThatIsTooLargeIsLeftOutAndCounted() {
        try (var small = Server.start("--imgmill.outbound.max-bytes=1KB")) {
            var form =
                    new Form()
                            .file("images", "a.png", Pictures.png(2, 2))
                            .file("images", "b.jpg", MUG);
            var batch = Server.json(small.send(form, "/v1/batches").body());

            assertThat(batch.at("/counts/total").asInt()).isEqualTo(1);
            assertThat(batch.get("warnings").toString())
                    .contains("larger than 1,024 bytes", "b.jpg");
        }
    }

    @Test
    void thatAnOriginalIsNotInTheStorageAnyMoreIsSaid() {
        var form = new Form().file("images", "mug.jpg", MUG);
        var id = Server.json(server.send(form, "/v1/batches").body()).get("id").asString();
        server.awaitEnd(id);
        var token =
                server.db()
                        .sql("select originals from batch where id = ?")
                        .param(UUID.fromString(id))
                        .query((row, n) -> row.getString(1))
                        .single();
        delete(objects.resolve(token));
        var original =
                server.get(
                        "/v1/batches/%s/images/%s/original"
                                .formatted(
                                        id,
                                        Server.json(
                                                        server.get("/v1/batches/" + id + "/images")
                                                                .body())
                                                .at("/data/0/n")
                                                .asString()));

        assertThat(original.statusCode()).isEqualTo(422);
        assertThat(original.body()).contains("not kept any more");
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(Form form, int status, String sentence) {
        var answer = server.send(form, "/v1/batches");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(sentence);
    }

    private static JsonNode run(Form form) {
        var answer = server.send(form, "/v1/batches");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return server.awaitEnd(Server.json(answer.body()).get("id").asString());
    }

    private static List<JsonNode> images(JsonNode batch) {
        return Server.json(server.get(batch.at("/links/images").asString()).body())
                .get("data")
                .valueStream()
                .toList();
    }

    /// Of outputs and originals alike.
    private static long folders() {
        try (Stream<Path> all = Files.list(objects)) {
            return all.filter(folder -> folder.getFileName().toString().length() == 32).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : new LinkedHashMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }
}
