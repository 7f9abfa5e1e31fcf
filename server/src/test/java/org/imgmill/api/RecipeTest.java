package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

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

class RecipeTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final Origin origin = Origin.start();

    @BeforeEach
    void serve() {
        origin.serve("/photo.jpg", Pictures.jpeg(400, 300));
        origin.serve("/drawing.png", Pictures.transparentPng(300, 200));
        origin.serve("/small.jpg", Pictures.jpeg(300, 200, 0.1f));
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @ParameterizedTest(name = "{0}={1} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "quality | 0 | quality is a whole number from 1 to 100 or auto, not \"0\".",
                "look | fine | look is a whole number from 0 to 100 or one of [best, good, low], not \"fine\".",
                "max_bytes | 0 | max_bytes is a whole number from 1 to",
                "formats | webp | formats is for format=auto.",
                "quality | 101 | quality is a whole number from 1 to 100",
                "quality | good | quality is a whole number from 1 to 100 or auto, not \"good\".",
                "format | bmp | format is one of [auto, avif, jpeg, keep, png, webp], not \"bmp\".",
                "max_width | 0 | max_width is a whole number from 1",
                "max_height | -5 | max_height is a whole number from 1",
                "scale | 1.5 | scale is a number above 0 and at most 1, not \"1.5\".",
                "scale | NaN | scale is a number above 0",
                "background | red | background is a colour of six hex digits",
                "metadata | some | metadata is one of [keep, strip], not \"some\".",
                "on_larger | panic | on_larger is one of [keep_original, keep_output]",
                "chroma | both | chroma is one of [fold, keep]",
                "priority | 101 | priority is a whole number from -100 to 100",
                "max_failures | many | max_failures is a number such as 50 or a percentage",
                "on_error | ignore | on_error is one of [reject, skip]",
                "dry_run | maybe | dry_run is true or false",
                "qualty | 50 | There is no field \"qualty\"."
            })
    void whatIsUnknownOrOutOfRangeIsRefusedByName(String field, String value, String message) {
        var form =
                new Form()
                        .file("file", "p.csv", HEADER + "1,Mug," + origin.url("/photo.jpg") + "\n")
                        .field(field, value);

        var answer = server.send(form, "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type"))
                .contains("application/problem+json");
        assertThat(Server.json(answer.body()).get("detail").asString()).startsWith(message);
    }

    @ParameterizedTest(name = "a JPEG as {0}")
    @CsvSource({
        "jpeg,image/jpeg",
        "png,image/png",
        "webp,image/webp",
        "avif,image/avif",
        "keep,image/jpeg"
    })
    void anImageIsStoredInTheFormatThatWasAskedFor(String format, String type) {
        var image = made("/photo.jpg", "format", format, "on_larger", "keep_output");

        var output = server.getBytes(image.get("output_url").asString());
        assertThat(output.headers().firstValue("content-type")).contains(type);
        assertThat(image.get("width").asInt()).isEqualTo(400);
    }

    @ParameterizedTest(name = "{0}={1} gives {2}x{3}")
    @CsvSource({
        "max_width,200,200,150",
        "max_height,60,80,60",
        "scale,0.5,200,150",
        "max_width,4000,400,300"
    })
    void anImageIsMadeSmallerAndNeverLarger(String field, String value, int width, int height) {
        var image = made("/photo.jpg", field, value);

        var picture = Pictures.read(server.getBytes(image.get("output_url").asString()).body());
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
    }

    @Test
    void lowerQualityMakesSmallerFiles() {
        int best = made("/photo.jpg", "quality", "90").get("bytes_out").asInt();
        int usual = made("/photo.jpg").get("bytes_out").asInt();
        int least = made("/photo.jpg", "quality", "10").get("bytes_out").asInt();

        assertThat(least).isLessThan(usual);
        assertThat(usual).isLessThan(best);
    }

    @Test
    void theBackgroundShowsWhereTransparencyIsLost() {
        var image = made("/drawing.png", "format", "jpeg", "background", "#ff0000");

        var picture = Pictures.read(server.getBytes(image.get("output_url").asString()).body());
        int pixel = picture.getRGB(20, 100);
        assertThat(pixel >> 16 & 0xFF).isGreaterThan(240);
        assertThat(pixel & 0xFF).isLessThan(15);
    }

    @Test
    void noFileGrowsUnlessThatIsAskedFor() {
        var kept = made("/small.jpg", "quality", "95");
        assertThat(kept.get("bytes_out").asInt()).isLessThanOrEqualTo(kept.get("bytes_in").asInt());

        var forced =
                made(
                        "/drawing.png",
                        "format",
                        "webp",
                        "quality",
                        "100",
                        "on_larger",
                        "keep_output");
        assertThat(forced.get("format").asString()).isEqualTo("webp");
    }

    private JsonNode made(String path, String... fields) {
        var batch = server.run(HEADER + "1,Mug," + origin.url(path) + "\n", fields);
        assertThat(batch.get("status").asString()).isEqualTo("completed");
        return Server.json(server.get(batch.at("/links/images").asString()).body()).at("/data/0");
    }
}
