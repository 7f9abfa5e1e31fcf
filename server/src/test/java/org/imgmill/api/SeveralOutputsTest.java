package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.storage.Storage;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.imgmill.testing.Zips;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// One download, every size.
class SeveralOutputsTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private static final String TWO =
            """
            [{"name": "zoom", "max_width": 300},
             {"name": "thumb", "width": 40, "height": 40, "fit": "cover", "format": "png"}]
            """;

    private final Server server = Server.shared();
    @AutoClose private final Origin origin = Origin.start();

    private JsonNode data(JsonNode batch, String what) {
        return Server.json(server.get(batch.at("/links/" + what).asString()).body()).get("data");
    }

    private String csv(JsonNode batch, String query) {
        return server.get(batch.at("/links/results_csv").asString() + query)
                .body()
                .replace("\r\n", "\n")
                .replaceAll("http://[^ ,\"]*/files/[0-9a-f]{32}", "F");
    }

    @Test
    void everyImageIsFetchedOnceAndHasAllOutputs() throws IOException {
        origin.serve("/a.jpg", Pictures.jpeg(400, 300)).serve("/b.png", Pictures.png(120, 90));
        var batch =
                server.run(
                        HEADER
                                + "1,Mug,\"%s,%s\"\n"
                                        .formatted(origin.url("/a.jpg"), origin.url("/b.png")),
                        "outputs",
                        TWO,
                        "quality",
                        "60");

        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.at("/outputs/1/name").asString()).isEqualTo("thumb");
        assertThat(batch.at("/outputs/1/recipe/fit").asString()).isEqualTo("cover");
        assertThat(batch.at("/outputs/1/recipe/quality").asInt()).isEqualTo(60);
        assertThat(batch.at("/recipe/max_width").asInt()).isEqualTo(300);
        assertThat(origin.requests("/a.jpg")).hasSize(1);
        long bytes = 0;
        for (var image : data(batch, "images")) {
            assertThat(image.get("status").asString()).isEqualTo("stored");
            assertThat(image.get("output_url")).isEqualTo(image.at("/outputs/0/url"));
            long all = 0;
            for (var output : image.get("outputs")) {
                var file = server.getBytes(output.get("url").asString()).body();
                var picture = Pictures.read(file);
                assertThat(file).hasSize(output.get("bytes").asInt());
                assertThat(picture.getWidth()).isEqualTo(output.get("width").asInt());
                assertThat(picture.getHeight()).isEqualTo(output.get("height").asInt());
                all += file.length;
            }
            assertThat(image.at("/outputs/1/width").asInt()).isEqualTo(40);
            assertThat(image.at("/outputs/1/format").asString()).isEqualTo("png");
            assertThat(image.get("bytes_out").asLong()).isEqualTo(all);
            bytes += all;
        }
        assertThat(batch.get("bytes_out").asLong()).isEqualTo(bytes);
        assertThat(csv(batch, ""))
                .isEqualTo(
                        """
                        S. No.,Product Name,Input Image Urls,Output Image Urls,Output Image Urls thumb
                        1,Mug,"%s,%s","F/zoom/1-0.jpg,F/zoom/1-1.png","F/thumb/1-0.png,F/thumb/1-1.png"
                        """
                                .formatted(origin.url("/a.jpg"), origin.url("/b.png")));
        assertThat(zipped(batch))
                .containsExactlyInAnyOrder(
                        "results.csv",
                        "images/zoom/1-0.jpg",
                        "images/zoom/1-1.png",
                        "images/thumb/1-0.png",
                        "images/thumb/1-1.png");
    }

    private List<String> zipped(JsonNode batch) throws IOException {
        return Zips.names(server.getBytes(batch.at("/links/results_zip").asString()).body());
    }

    @Test
    void theResultsHaveASrcsetForEachFormat() {
        origin.serve("/a.jpg", Pictures.jpeg(400, 300));
        var row = HEADER + "1,Mug,%s\n".formatted(origin.url("/a.jpg"));
        var one =
                server.run(
                        row,
                        "outputs",
                        """
                        [{"name": "s", "max_width": 100}, {"name": "l", "max_width": 300}]
                        """);
        var two =
                server.run(
                        row,
                        "outputs",
                        """
                        [{"name": "s", "max_width": 100, "format": "webp"}, {"name": "l", "max_width": 300, "format": "jpeg"}]
                        """);

        assertThat(csv(one, "?srcset=true"))
                .contains("Output Image Urls l,Output Image Urls srcset\n")
                .endsWith(",\"F/l/1-0.jpg 300w, F/s/1-0.jpg 100w\"\n");
        assertThat(csv(two, "?srcset=true"))
                .contains(",Output Image Urls srcset webp,Output Image Urls srcset jpeg\n")
                .endsWith(",F/s/1-0.webp 100w,F/l/1-0.jpg 300w\n");
    }

    @Test
    void anImageInPartKeepsWhatItHasAndARetryMakesWhatIsMissing() throws IOException {
        origin.serve("/wide.png", Pictures.png(17_000, 4));
        var id =
                server.upload(
                        HEADER + "1,Ribbon,%s\n".formatted(origin.url("/wide.png")),
                        "outputs",
                        """
                        [{"name": "web", "format": "webp"}, {"name": "small", "max_width": 100, "format": "png"}]
                        """);
        var batch = server.awaitEnd(id);

        assertThat(batch.get("status").asString()).isEqualTo("completed_with_errors");
        assertThat(batch.at("/counts/failed").asInt()).isEqualTo(1);
        var image = data(batch, "images").get(0);
        assertThat(image.get("status").asString()).isEqualTo("partial");
        assertThat(image.get("code").asString()).isEqualTo("too_many_pixels");
        assertThat(image.get("detail").asString()).startsWith("Output web: 17000 x 4");
        assertThat(image.at("/outputs/0/url").isNull()).isTrue();
        var small = image.at("/outputs/1/url").asString();
        assertThat(server.getBytes(small).statusCode()).isEqualTo(200);
        assertThat(csv(batch, "")).endsWith(",,F/small/1-0.png\n");
        assertThat(zipped(batch)).containsExactly("results.csv", "images/small/1-0.png");
        assertThat(server.get(batch.at("/links/errors_csv").asString()).body())
                .contains("too_many_pixels");

        var key = small.substring(small.indexOf("/files/") + 7);
        server.bean(Storage.class).put(key, new byte[] {1, 2, 3}, "image/png");
        origin.serve("/wide.png", Pictures.png(300, 4));
        server.steer(id, "retry");
        var after = server.awaitEnd(id);

        assertThat(after.get("status").asString()).isEqualTo("completed");
        assertThat(data(after, "images").get(0).at("/outputs/0/width").asInt()).isEqualTo(300);
        assertThat(server.getBytes(small).body()).as("not made again").hasSize(3);
        assertThat(csv(after, "")).endsWith(",F/web/1-0.webp,F/small/1-0.png\n");
    }

    @Test
    void aFetchThatFailsIsNotInPart() {
        var batch =
                server.run(
                        HEADER + "1,Mug,%s\n".formatted(origin.url("/gone.jpg")), "outputs", TWO);

        assertThat(batch.get("status").asString()).isEqualTo("failed");
        assertThat(data(batch, "images").get(0).get("status").asString()).isEqualTo("failed");
        assertThat(csv(batch, "")).endsWith(",,\n");
    }

    @Test
    void aListSaysItsOutputsInJsonAndNamesThemByTemplate() {
        origin.serve("/a.jpg", Pictures.jpeg(400, 300));
        var answer =
                server.postJson(
                        "/v1/batches",
                        """
                        {"images": [{"id": "mug", "url": "%s"}], "recipe": {"format": "png"},
                         "name_template": "{id}-{output}.{ext}", "outputs": %s}
                        """
                                .formatted(origin.url("/a.jpg"), TWO));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var batch = server.awaitEnd(Server.json(answer.body()).get("id").asString());

        assertThat(csv(batch, "")).endsWith(",F/mug-zoom.png,F/mug-thumb.png\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | outputs is a list of 1 to 16 objects",
                "[] | outputs is a list of 1 to 16 objects",
                "[{\"width\": 3}] | outputs[0]: an output needs a name.",
                "[{\"name\": \"a b\"}] | outputs[0]: the name of an output has 1 to 32 letters",
                "[{\"name\": \"con\"}] | outputs[0]: the name of an output has 1 to 32 letters",
                "[{\"name\": \"a\"}, {\"name\": \"A\"}] | outputs[1]: another output is called A too.",
                "[{\"name\": \"a\", \"widht\": 3}] | outputs[0]: There is no field \"widht\".",
                "[{\"name\": \"a\", \"fit\": \"cover\"}] | outputs[0]: fit=cover needs width and height."
            })
    void whatIsNoListOfOutputsIsRefusedWithThePlace(String outputs, String why) {
        var form =
                new Form()
                        .file("file", "p.csv", HEADER + "1,Mug,https://x.example/a.jpg\n")
                        .field("outputs", outputs);

        var answer = server.send(form, "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString()).startsWith(why);
    }
}
