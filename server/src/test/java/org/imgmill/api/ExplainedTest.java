package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What imgmill knows of an image, its owner reads.
class ExplainedTest {

    private static final byte[] HEIC =
            "\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static Server server;
    private static Origin origin;
    private static String batch;

    @BeforeAll
    static void run() throws IOException {
        server = Server.shared();
        origin = Origin.start();
        origin.serve("/phone.heic", HEIC);
        origin.serve(
                "/odd.png",
                Files.readAllBytes(Path.of("../transcode/src/test/looks/zlib-checksum-wrong.png")));
        batch =
                server.run(
                                "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n2,Vase,%s\n3,Cup,https://me:secret@shop.example/cup.jpg\n4,Jug,\"data:image/gif;base64,R0lGODlh\"\n"
                                        .formatted(
                                                origin.url("/phone.heic"), origin.url("/odd.png")))
                        .get("id")
                        .asString();
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    @Test
    void aFailedImageSaysWhatItIsAndWhatToDo() {
        JsonNode image = image("phone.heic");

        assertThat(image.get("code").asString()).isEqualTo("unsupported_format");
        assertThat(image.get("detail").asString())
                .isEqualTo("HEIC (HEVC) is not supported. Export it as JPEG or PNG.");
    }

    @Test
    void aPasswordInAnAddressIsNamedAsSuch() {
        assertThat(image("cup.jpg").get("detail").asString())
                .isEqualTo(
                        "This URL contains a user name or a password; neither is ever sent. Correct"
                                + " the address.");
    }

    @Test
    void aPictureInPlaceOfItsAddressIsNamedAsSuch() {
        assertThat(image("R0lGODlh").get("detail").asString())
                .isEqualTo(
                        "This URL holds a picture itself (data:) and is no address of one. Correct"
                                + " the address.");
    }

    @Test
    void theLastEventSaysWhatWasWrongAtEachHost() {
        String events = server.get("/v1/batches/" + batch + "/events").body();

        assertThat(events)
                .contains("event:ended")
                .contains("HEIC (HEVC) is not supported. Export it as JPEG or PNG.");
    }

    @Test
    void theErrorsFileSaysSoToo() {
        assertThat(server.get("/v1/batches/" + batch + "/errors.csv").body())
                .contains("HEIC (HEVC) is not supported. Export it as JPEG or PNG.");
    }

    @Test
    void aDamagedPictureOfWhichEveryPixelIsThereIsStoredWithAWarning() {
        JsonNode image = image("odd.png");

        assertThat(image.get("status").asString()).isEqualTo("stored");
        assertThat(image.get("detail").asString())
                .isEqualTo("The checksum of its pixels is wrong. Export the picture again.");
    }

    private static JsonNode image(String file) {
        for (var image :
                Server.json(server.get("/v1/batches/" + batch + "/images").body()).get("data")) {
            if (image.get("url").asString().endsWith(file)) {
                return image;
            }
        }
        throw new AssertionError("no image " + file);
    }
}
