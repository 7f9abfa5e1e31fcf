package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads along with contracts/image-processing-system.md.
class ImageProcessingSystemTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'',clean",
        "/compat/image-processing-system,one fails",
        "/compat/image-processing-system,all fail"
    })
    void everyBatchEndsAsCompleted(String base, String kind) {
        var urls =
                switch (kind) {
                    case "clean" -> shop.good;
                    case "one fails" -> shop.good + "," + shop.missing;
                    default -> shop.missing;
                };
        var csv = "S. No.,Product Name,Input Image URLs\n1,SKU1,\"" + urls + "\"\n";
        var id = shop.ended(base + "/upload", "request_id", csv);

        assertThat(shop.server.get(base + "/status/" + id).body())
                .isEqualTo("{\"status\":\"completed\"}");
        assertThat(shop.server.get(base + "/results/" + id + "_results.csv").body())
                .startsWith("S. No.,Product Name,Input Image URLs,Output Image URLs");
    }

    @Test
    void badUploadsAndUnknownIdsAreErrors() {
        assertThat(shop.upload("/upload", "a,b\n1,2\n").statusCode()).isEqualTo(400);
        assertThat(shop.server.get("/status/nonsense").statusCode()).isEqualTo(404);
        assertThat(shop.server.get("/status/nonsense").body()).startsWith("{\"error\":\"");
    }
}
