package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.testing.Form;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads along with contracts/image-processor.md.
class ImageProcessorTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'',clean,completed",
        "/compat/image-processor,one fails,Completed",
        "/compat/image-processor,all fail,Completed",
        "'',all fail,failed"
    })
    void theStatusHasAnIdAStatusAndDetails(String base, String kind, String end) {
        var urls =
                switch (kind) {
                    case "clean" -> shop.good;
                    case "one fails" -> shop.good + "," + shop.missing;
                    default -> shop.missing;
                };
        var id = shop.ended(base + "/image/upload/", "request_id", Shop.csv(urls));

        var status = shop.json(base + "/image/status/" + id);

        assertThat(status.propertyNames()).containsExactly("request_id", "status", "details");
        assertThat(status.get("status").asString()).isEqualTo(end);
        assertThat(status.get("details").asString()).isNotEmpty();
    }

    @Test
    void anUploadAnswers200WithOrWithoutTheSlash() {
        assertThat(shop.upload("/image/upload/", Shop.csv(shop.good)).statusCode()).isEqualTo(200);
        assertThat(shop.upload("/image/upload", Shop.csv(shop.good)).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNoCsvAnswers400WithTheDocumentsDetail() {
        var answer =
                shop.server.send(
                        new Form().file("file", "products.txt", Shop.csv(shop.good)),
                        "/image/upload/");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Only CSV files are supported\"}");
    }

    @Test
    void anUnknownIdAnswers404WithTheDocumentsDetail() {
        var answer = shop.server.get("/image/status/nonsense");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Request ID not found\"}");
    }
}
