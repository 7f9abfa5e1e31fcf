package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.imgmill.origin.Origin;
import org.imgmill.storage.Storage;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.imgmill.testing.Zips;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What a batch gives back while it runs and after: the ZIP, its pages, its events.
///
/// Long: what is asked for differs, the batches behind it are the same.
class OutputsTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    @AutoClose private final Origin origin = Origin.start();

    @Test
    void theZipHoldsTheResultsAndEveryOutput() throws IOException {
        origin.serve("/a.jpg", Pictures.jpeg(320, 240)).serve("/b.png", Pictures.png(120, 90));
        var csv =
                HEADER
                        + "1,Mug,\"%s,%s\"\n2,Cup,%s\n"
                                .formatted(
                                        origin.url("/a.jpg"),
                                        origin.url("/gone.jpg"),
                                        origin.url("/b.png"));
        var batch = server.run(csv);

        var answer = server.getBytes(batch.at("/links/results_zip").asString());
        var files = Zips.files(answer.body());

        assertThat(answer.headers().firstValue("content-type")).contains("application/zip");
        assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
                .contains("attachment", "products-results.zip");
        assertThat(answer.headers().firstValue("content-length")).isEmpty();
        assertThat(files.keySet())
                .containsExactlyInAnyOrder("results.csv", "images/1-0.jpg", "images/2-0.png");
        assertThat(new String(files.get("results.csv"), StandardCharsets.UTF_8))
                .isEqualTo(server.get(batch.at("/links/results_csv").asString()).body());
        var picture = Objects.requireNonNull(files.get("images/1-0.jpg"));
        assertThat(Pictures.read(picture).getWidth()).isEqualTo(320);
        var stored =
                data("/v1/batches/%s/images?status=stored&q=a.jpg".formatted(id(batch))).getFirst();
        assertThat(picture).isEqualTo(server.getBytes(stored.get("output_url").asString()).body());
    }

    @Test
    void anArchiveSaysWhichOutputsItLacks() throws IOException {
        origin.serve("/a.jpg", Pictures.jpeg(32, 24)).serve("/b.png", Pictures.png(12, 9));
        var batch =
                server.run(
                        HEADER
                                + "1,Mug,%s\n2,Cup,%s\n"
                                        .formatted(origin.url("/a.jpg"), origin.url("/b.png")));
        var lost =
                data("/v1/batches/%s/images?status=stored&q=a.jpg".formatted(id(batch))).getFirst();
        var url = lost.get("output_url").asString();
        server.bean(Storage.class).delete(url.substring(url.indexOf("/files/") + 7));

        var files = Zips.files(server.getBytes(batch.at("/links/results_zip").asString()).body());

        assertThat(files.keySet())
                .containsExactlyInAnyOrder("results.csv", "images/2-0.png", "missing.txt");
        assertThat(new String(files.get("missing.txt"), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        1 outputs of this batch are missing in this archive:

                        images/1-0.jpg\tis not in the storage
                        """);
    }

    @Test
    void theOutputsOfABatchAreGoneTheMomentItIsDeleted() {
        origin.serve("/a.jpg", Pictures.jpeg(32, 24));
        var batch = server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg")));
        var url =
                data("/v1/batches/%s/images".formatted(id(batch)))
                        .getFirst()
                        .get("output_url")
                        .asString();
        assertThat(server.getBytes(url).statusCode()).isEqualTo(200);

        assertThat(server.delete("/v1/batches/" + id(batch)).statusCode()).isEqualTo(204);

        assertThat(server.get(url).statusCode()).isEqualTo(404);
        assertThat(Server.json(server.get(url).body()).get("code").asString())
                .isEqualTo("not_found");
    }

    @Test
    void theFilesOfAnEndedBatchAreLoadedOnceAndPacked() {
        var csv = "S. No.,Product Name,Input Image Urls\n" + "1,=Mug,javascript:1\n".repeat(200);
        var batch = server.run(csv);
        for (var link : new String[] {"results_csv", "errors_csv"}) {
            var url = batch.at("/links/" + link).asString();
            var first = ask(url, "Accept-Encoding", "gzip");
            var etag = first.headers().firstValue("etag").orElseThrow();

            assertThat(first.headers().firstValue("content-encoding")).contains("gzip");
            assertThat(ask(url, "If-None-Match", etag).statusCode()).isEqualTo(304);
            assertThat(ask(url + "?csv_safe=true", "If-None-Match", etag).statusCode())
                    .isEqualTo(200);
        }
        var id = batch.get("id").asString();
        server.steer(id, "retry");
        server.awaitEnd(id);
        assertThat(
                        ask(
                                        batch.at("/links/results_csv").asString(),
                                        "If-None-Match",
                                        ask(batch.at("/links/results_csv").asString(), "X-A", "b")
                                                .headers()
                                                .firstValue("etag")
                                                .orElseThrow())
                                .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aZipMayBeMadeSafeForSpreadsheetsAndSaysThatItHasNoParts() throws IOException {
        var id =
                server.run("S. No.,Product Name,Input Image Urls\n1,=1+1,javascript:1\n")
                        .get("id")
                        .asString();
        var url = "/v1/batches/" + id + "/results.zip";

        assertThat(csvWithin(url)).contains(",=1+1,");
        assertThat(csvWithin(url + "?csv_safe=true")).contains("'=1+1");
        assertThat(server.getBytes(url).headers().firstValue("accept-ranges")).contains("none");
    }

    private String csvWithin(String url) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(server.getBytes(url).body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("results.csv");
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<byte[]> ask(String url, String... headers) {
        return server.send(
                HttpRequest.newBuilder(URI.create(url)).headers(headers).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batches?stauts=failed",
                "/v1/batches/%s/images?filter=failed",
                "/v1/batches/%s/products?page=2",
                "/v1/batches/%s/deliveries?offset=10",
                "/v1/batches/%s/results.csv?csvsafe=true"
            })
    void aMisspeltParameterIsRefusedByItsName(String path) {
        var id =
                server.run("S. No.,Product Name,Input Image Urls\n1,Mug,javascript:1\n")
                        .get("id")
                        .asString();

        var refused = Server.json(server.get(path.formatted(id)).body());

        assertThat(refused.get("code").asString()).isEqualTo("unknown_field");
        assertThat(refused.get("detail").asString())
                .contains("\"" + path.replaceAll(".*\\?|=.*", "") + "\"");
    }

    @Test
    void whoHasHeardTheEndIsToldNotToComeBack() {
        var batch = server.run("S. No.,Product Name,Input Image Urls\n1,Mug,javascript:1\n");
        var url = server.url("/v1/batches/" + batch.get("id").asString() + "/events");
        var ended = new String(ask(url, "X-A", "b").body(), StandardCharsets.UTF_8);
        var id = ended.replaceAll("(?s).*id:([^\n]*)\n.*", "$1");

        assertThat(ask(url, "Last-Event-ID", id).statusCode()).isEqualTo(204);
        assertThat(ask(url, "Last-Event-ID", "other").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesOfImagesAndProductsHoldEachOnceAndInOrder() {
        var csv = new StringBuilder(HEADER);
        for (int row = 1; row <= 7; row++) {
            csv.append("%d,Mug %d,javascript:%d\n".formatted(row, row, row));
        }
        var id = id(server.run(csv.toString()));

        var images = walk("/v1/batches/" + id + "/images?limit=3");
        var products = walk("/v1/batches/" + id + "/products?limit=2");

        assertThat(images).hasSize(3);
        assertThat(images.stream().flatMap(List::stream).map(image -> image.get("url").asString()))
                .containsExactlyInAnyOrder(
                        "javascript:1",
                        "javascript:2",
                        "javascript:3",
                        "javascript:4",
                        "javascript:5",
                        "javascript:6",
                        "javascript:7");
        assertThat(products).hasSize(4);
        assertThat(
                        products.stream()
                                .flatMap(List::stream)
                                .map(product -> product.get("row").asInt()))
                .containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void pagesOfBatchesGoFromTheNewestToTheOldestWhateverComesMeanwhile() {
        var name = "pages " + UUID.randomUUID();
        var first = server.upload(HEADER + "1,Mug,javascript:1\n", "name", name);
        var second = server.upload(HEADER + "1,Mug,javascript:1\n", "name", name);
        var third = server.upload(HEADER + "1,Mug,javascript:1\n", "name", name);
        var query = "/v1/batches?limit=2&q=" + name.replace(" ", "%20");

        var page = Server.json(server.get(query).body());
        server.upload(HEADER + "1,Mug,javascript:1\n", "name", name);
        var rest = Server.json(server.get(query + "&after=" + page.get("next").asString()).body());

        assertThat(page.get("data").values().stream().map(OutputsTest::id))
                .containsExactly(third, second);
        assertThat(rest.get("data").values().stream().map(OutputsTest::id)).containsExactly(first);
        assertThat(rest.get("next").isNull()).isTrue();
    }

    private List<List<JsonNode>> walk(String path) {
        var pages = new ArrayList<List<JsonNode>>();
        var after = "";
        while (true) {
            var page = Server.json(server.get(path + after).body());
            pages.add(List.copyOf(page.get("data").values()));
            if (page.get("next").isNull()) {
                return pages;
            }
            after = "&after=" + page.get("next").asString();
        }
    }

    @Test
    void whoComesBackToTheEventsHearsOnlyWhatIsNewer() {
        var gate = new Gate(origin, 1);
        var id = server.upload(gate.catalogue());
        assertThat(server.post("/v1/batches/" + id + "/pause").statusCode()).isEqualTo(200);
        String heard;
        try (var events = server.send(events(id).build(), BodyHandlers.ofLines()).body()) {
            heard =
                    eventId(
                            events.filter(line -> line.startsWith("id:"))
                                    .findFirst()
                                    .orElseThrow());
        }

        var back =
                server.send(
                        events(id).header("Last-Event-ID", heard).build(), BodyHandlers.ofLines());
        server.post("/v1/batches/" + id + "/resume");
        gate.open();
        List<String> lines;
        try (var all = back.body()) {
            lines = all.toList();
        }

        assertThat(lines.stream().filter(line -> line.startsWith("id:")).map(OutputsTest::eventId))
                .isNotEmpty()
                .allMatch(event -> Instant.parse(event).isAfter(Instant.parse(heard)));
        assertThat(lines.stream().filter(line -> line.startsWith("event:")).toList())
                .endsWith("event:ended")
                .filteredOn("event:ended"::equals)
                .hasSize(1);
    }

    private HttpRequest.Builder events(String id) {
        return HttpRequest.newBuilder(URI.create(server.url("/v1/batches/" + id + "/events")));
    }

    private static String eventId(String line) {
        return line.substring("id:".length()).strip();
    }

    private List<JsonNode> data(String path) {
        return List.copyOf(Server.json(server.get(path).body()).get("data").values());
    }

    private static String id(JsonNode batch) {
        return batch.get("id").asString();
    }
}
