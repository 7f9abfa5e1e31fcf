package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.imgmill.batch.Originals;
import org.imgmill.origin.Origin;
import org.imgmill.storage.Storage;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.imgmill.testing.Zips;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Results in the kind that came in, and in those that were asked for.
///
/// Long: every kind is held to the same catalogues and workbooks.
class ResultsKindsTest {

    private static final String XLSX =
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private final Server server = Server.shared();
    @AutoClose private final Origin origin = Origin.start().serve("/a.jpg", Pictures.jpeg(32, 24));

    @Test
    void aWorkbookComesBackAsOneWithItsOtherPartsAndTheNewColumn() throws IOException {
        byte[] workbook = workbook("macros", "xl/theme/theme1.xml");
        var batch = run("shop.xlsx", workbook);
        var link = output(batch);

        var answer = server.getBytes(batch.at("/links/results").asString());

        assertThat(batch.get("results_kind").asString()).isEqualTo("xlsx");
        assertThat(header(answer, "content-type")).isEqualTo(XLSX);
        assertThat(header(answer, "content-disposition")).contains("shop-results.xlsx");
        assertThat(header(answer, "etag")).isNotEmpty();
        var parts = Zips.files(answer.body());
        assertThat(parts.keySet()).isEqualTo(Zips.files(workbook).keySet());
        assertThat(parts.get("xl/theme/theme1.xml")).asString().isEqualTo("macros");
        assertThat(parts.get(SHEET)).asString().contains("Spring range", "Output Image", link);
        assertThat(server.get(batch.at("/links/results_csv").asString()).body())
                .contains("SKU,Image,Output Image\r\n", link);
        var zip = Zips.files(server.getBytes(batch.at("/links/results_zip").asString()).body());
        assertThat(zip).containsKeys("results.csv", "results.xlsx", "images/1-0.jpg");
        assertThat(Zips.files(Objects.requireNonNull(zip.get("results.xlsx"))).get(SHEET))
                .asString()
                .contains(link);
    }

    @Test
    void aWorkbookWithMacrosIsCalledWhatExcelWants() throws IOException {
        var batch = run("shop.xlsm", workbook("x", "xl/vbaProject.bin"));

        var answer = server.getBytes(batch.at("/links/results").asString());

        assertThat(header(answer, "content-disposition")).contains("shop-results.xlsm");
        assertThat(header(answer, "content-type")).containsIgnoringCase("macroEnabled");
    }

    @Test
    void anyCatalogueComesAsWhatIsAskedFor() throws IOException {
        var batch =
                server.run("SKU,Image\nA,\"%s,%s\"\n".formatted(origin.url("/a.jpg"), "ftp://a/b"));
        var link = output(batch);
        var results = batch.at("/links/results").asString();

        assertThat(batch.get("results_kind").asString()).isEqualTo("csv");
        assertThat(header(server.getBytes(results), "content-type")).contains("text/csv");
        var workbook = server.getBytes(results + "?as=xlsx");
        assertThat(header(workbook, "content-type")).isEqualTo(XLSX);
        assertThat(header(workbook, "content-disposition")).contains("products-results.xlsx");
        assertThat(Zips.files(workbook.body()).get(SHEET)).asString().contains(link + ",<");
        var lines = server.get(batch.at("/links/results_csv").asString() + "?as=jsonl");
        var line = Server.json(lines.body());
        assertThat(lines.headers().firstValue("content-type").orElseThrow())
                .contains("application/jsonl");
        assertThat(line.get("SKU").asString()).isEqualTo("A");
        assertThat(line.at("/Output Image/0").asString()).isEqualTo(link);
        assertThat(line.at("/Output Image/1").isNull()).isTrue();
        var wrong = server.get(results + "?as=ods");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("invalid_field", "csv, xlsx, jsonl");
    }

    @Test
    void theScoreOfEachImageHasAColumnInEveryKindWhereItIsAskedFor() throws IOException {
        var batch =
                server.run(
                        "SKU,Image\nA,\"%s,ftp://a/b\"\n".formatted(origin.url("/a.jpg")),
                        "quality",
                        "auto");
        var look = look(batch);
        var results = batch.at("/links/results").asString();

        assertThat(server.get(results).body()).doesNotContain("score");
        assertThat(server.get(results + "?score=true").body())
                .startsWith("SKU,Image,Output Image,Output Image score\r\n")
                .endsWith(",\"%s,\"\r\n".formatted(look));
        var line = Server.json(server.get(results + "?as=jsonl&score=true").body());
        assertThat(line.at("/Output Image score/0").isNumber()).isTrue();
        assertThat(line.at("/Output Image score/0")).isEqualTo(look);
        assertThat(line.at("/Output Image score/1").isNull()).isTrue();
        var workbook = server.getBytes(results + "?as=xlsx&score=true");
        assertThat(Zips.files(workbook.body()).get(SHEET))
                .asString()
                .contains("Output Image score", ">" + look + ",<");
        var zip = batch.at("/links/results_zip").asString() + "?score=true";
        assertThat(Zips.files(server.getBytes(zip).body()).get("results.csv"))
                .asString()
                .contains("Output Image score", look.toString());
        var tags =
                new String[] {
                    header(server.getBytes(results), "etag"),
                    header(server.getBytes(results + "?score=true"), "etag")
                };
        assertThat(tags[0]).isNotEqualTo(tags[1]);
    }

    @Test
    void aWorkbookThatCameInHasTheScoreTooAndNoScoreIsAnEmptyPlace() throws IOException {
        var batch = run("shop.xlsx", workbook("x", "xl/theme/theme1.xml"));

        var sheet =
                Zips.files(
                                server.getBytes(
                                                batch.at("/links/results").asString()
                                                        + "?score=true")
                                        .body())
                        .get(SHEET);

        assertThat(sheet).asString().contains("Output Image score");
        assertThat(server.get(batch.at("/links/results_csv").asString() + "?score=true").body())
                .contains("SKU,Image,Output Image,Output Image score\r\n")
                .contains(output(batch) + ",\r\n");
    }

    private JsonNode look(JsonNode batch) {
        var images = Server.json(server.get(batch.at("/links/images").asString()).body());
        for (var image : images.get("data")) {
            if (image.get("look").isNumber()) {
                return image.get("look");
            }
        }
        throw new AssertionError("no image has a score: " + images);
    }

    @Test
    void whatWasKeptStandsInNoAnswerAndGoesWithItsBatch() throws IOException {
        var batch = run("shop.xlsx", workbook("x", "xl/theme/theme1.xml"));
        var id = batch.get("id").asString();
        var token = originals(id);
        var storage = server.bean(Storage.class);

        assertThat(storage.open(token + "/0-0.xlsx")).isPresent();
        for (var path : new String[] {"", "/images", "/products"}) {
            assertThat(server.get("/v1/batches/" + id + path).body()).doesNotContain(token);
        }
        server.delete("/v1/batches/" + id);
        server.db()
                .sql("update batch set deleted_at = now() - interval '1 hour' where id = ?")
                .param(UUID.fromString(id))
                .update();
        Eventually.until("the workbook is gone", () -> isGone(storage, token));
    }

    private static boolean isGone(Storage storage, String token) {
        try {
            return storage.open(token + "/0-0.xlsx").isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatARefusedWorkbookMayLeaveBehindIsFoundWithThatOfBatchesThatAreGone()
            throws IOException {
        try (var own = Server.start()) {
            var refused =
                    own.send(
                            new Form().file("file", "x.xlsx", packed("<row/>", "xl/other.xml", "")),
                            "/v1/batches");

            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(gone(own)).isEqualTo(1);
            var token = own.bean(Originals.class).announce();
            assertThat(gone(own)).isEqualTo(2);
            own.bean(Originals.class).belongsToABatch(token);
            assertThat(gone(own)).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsTooLargeToBeKeptComesBackAsCsvAndSaysSo() throws IOException {
        try (var small = Server.start("--imgmill.csv.keep-workbook=1KB")) {
            var padding = new byte[4096];
            new Random(1).nextBytes(padding);
            var form =
                    new Form()
                            .file(
                                    "file",
                                    "shop.xlsx",
                                    workbook(
                                            new String(padding, StandardCharsets.ISO_8859_1),
                                            "xl/media/image1.bin"));
            var batch = Server.json(small.send(form, "/v1/batches").body());

            assertThat(batch.get("results_kind").asString()).isEqualTo("csv");
            assertThat(batch.get("warnings").toString()).contains("too large to be kept");
        }
    }

    private static long gone(Server server) {
        return server.db().sql("select count(*) from gone").query(Long.class).single();
    }

    private String originals(String id) {
        return server.db()
                .sql("select originals from batch where id = ?")
                .param(UUID.fromString(id))
                .query((row, n) -> row.getString(1))
                .single();
    }

    private JsonNode run(String name, byte[] workbook) {
        var answer = server.send(new Form().file("file", name, workbook), "/v1/batches");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return server.awaitEnd(Server.json(answer.body()).get("id").asString());
    }

    private String output(JsonNode batch) {
        return Server.json(
                        server.get(batch.at("/links/images").asString() + "?status=stored").body())
                .at("/data/0/output_url")
                .asString();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private byte[] workbook(String text, String part) throws IOException {
        return packed(
                "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Spring range</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"str\"><v>SKU</v></c><c r=\"B3\" t=\"str\"><v>Image</v></c></row>"
                        + "<row r=\"4\"><c r=\"A4\" t=\"str\"><v>A</v></c><c r=\"B4\" t=\"str\"><v>%s</v></c></row>"
                                .formatted(origin.url("/a.jpg")),
                part,
                text);
    }

    private static byte[] packed(String rows, String part, String text) throws IOException {
        var all = new LinkedHashMap<String, String>();
        all.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>");
        all.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        all.put(SHEET, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        all.put(part, text);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var entry : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
