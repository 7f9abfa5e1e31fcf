package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a quality that is found comes to stands in every answer about an image.
class FoundQualityTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final Origin origin = Origin.start();

    @BeforeEach
    void serve() {
        origin.serve("/photo.jpg", Pictures.jpeg(400, 300));
        origin.serve("/large.jpg", Pictures.jpeg(640, 480, 0.98f));
        origin.serve("/drawing.png", Pictures.transparentPng(300, 200));
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void theLookThatWasReachedStandsInTheImagesRow() {
        assertThat(made("/photo.jpg", "look", "60").get("look").asDouble())
                .isCloseTo(60, within(3.0));
        assertThat(made("/photo.jpg").get("look").isNull()).isTrue();
    }

    @Test
    void theRecipeOfABatchShowsWhatIsOpen() {
        var batch = run("/photo.jpg", "look", "best", "max_bytes", "50000", "format", "auto");

        var recipe = json("/v1/batches/" + batch).get("recipe");
        assertThat(recipe.get("quality").asString()).isEqualTo("auto");
        assertThat(recipe.get("look").asInt()).isEqualTo(85);
        assertThat(recipe.get("max_bytes").asInt()).isEqualTo(50_000);
        assertThat(recipe.get("format").asString()).isEqualTo("auto");
        assertThat(recipe.get("formats").asString()).isEqualTo("jpeg,webp,avif");
    }

    @Test
    void whatFitsAtNoQualityFailsWithACodeOfItsOwn() {
        var image = made("/photo.jpg", "max_bytes", "100");

        assertThat(image.get("status").asString()).isEqualTo("failed");
        assertThat(image.get("code").asString()).isEqualTo("max_bytes");
        assertThat(image.get("detail").asString()).contains("max_bytes is 100");
    }

    @Test
    void noOutputIsLargerThanItMayBe() {
        var image = made("/large.jpg", "max_bytes", "9000");

        assertThat(image.get("bytes_out").asInt()).isBetween(4000, 9000);
    }

    @Test
    void theSmallestFormatKeepsWhatShowsThrough() {
        var image = made("/drawing.png", "format", "auto");

        assertThat(image.get("format").asString()).isIn("webp", "avif");
    }

    @Test
    void aListOfJsonAsksForTheSame() {
        var answer =
                server.postJson(
                        "/v1/batches",
                        """
                        {"images": [{"url": "%s"}], "recipe": {"format": "auto", "formats": ["webp"], "look": "good"}}
                        """
                                .formatted(origin.url("/photo.jpg")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var recipe = Server.json(answer.body()).get("recipe");
        assertThat(recipe.get("formats").asString()).isEqualTo("webp");
        assertThat(recipe.get("look").asInt()).isEqualTo(65);
    }

    @Test
    void aPreviewSaysWhatQualityTheLookCosts() {
        var answer =
                server.send(
                        new Form()
                                .file("file", "photo.jpg", Pictures.jpeg(400, 300))
                                .field("look", "70"),
                        "/v1/preview");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Imgmill-Quality").orElseThrow())
                .matches("[1-9][0-9]?");
        assertThat(Double.parseDouble(answer.headers().firstValue("X-Imgmill-Look").orElseThrow()))
                .isCloseTo(70, within(3.0));
    }

    @ParameterizedTest
    @CsvSource({"look", "saved"})
    void imagesAreListedFromTheWorstPageByPage(String sort) {
        var csv = new StringBuilder(HEADER);
        for (int i = 0; i < 5; i++) {
            origin.serve("/" + i + ".jpg", Pictures.jpeg(200 + 40 * i, 160, 0.95f));
            csv.append(i).append(",Mug,").append(origin.url("/" + i + ".jpg")).append('\n');
        }
        var batch = server.run(csv.toString(), "look", "60").get("id").asString();

        var whole = places(json(path(batch, sort) + "&limit=5"), sort);
        var paged = new ArrayList<Double>();
        String next = "";
        do {
            var page = json(path(batch, sort) + "&limit=2" + next);
            paged.addAll(places(page, sort));
            next = page.get("next").isNull() ? "" : "&after=" + page.get("next").asString();
        } while (!next.isEmpty());

        assertThat(whole).hasSize(5).isSorted();
        assertThat(paged).isEqualTo(whole);
    }

    private static String path(String batch, String sort) {
        return "/v1/batches/" + batch + "/images?sort=" + sort;
    }

    private static List<Double> places(JsonNode page, String sort) {
        var places = new ArrayList<Double>();
        for (var image : page.get("data")) {
            places.add(
                    sort.equals("look")
                            ? image.get("look").asDouble()
                            : 1
                                    - image.get("bytes_out").asDouble()
                                            / image.get("bytes_in").asInt());
        }
        return places;
    }

    @Test
    void anOrderThatDoesNotExistIsRefused() {
        var batch = run("/photo.jpg");

        var sort = server.get("/v1/batches/" + batch + "/images?sort=size");
        var failed = server.get("/v1/batches/" + batch + "/images?sort=look&status=failed");
        var cursor = server.get("/v1/batches/" + batch + "/images?sort=look&after=7");

        assertThat(sort.statusCode()).isEqualTo(400);
        assertThat(sort.body()).contains("sort is one of look, saved");
        assertThat(failed.body()).contains("sort lists the images that are stored");
        assertThat(cursor.body()).contains("invalid_cursor");
    }

    private String run(String path, String... fields) {
        return server.run(HEADER + "1,Mug," + origin.url(path) + "\n", fields).get("id").asString();
    }

    private JsonNode made(String path, String... fields) {
        return json("/v1/batches/" + run(path, fields) + "/images").get("data").get(0);
    }

    private JsonNode json(String path) {
        return Server.json(server.get(path).body());
    }
}
