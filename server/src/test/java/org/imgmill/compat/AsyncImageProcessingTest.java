package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.testing.Form;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads along with contracts/async-image-processing.md.
class AsyncImageProcessingTest {

    private static final String BASE = "/compat/async-image-processing";

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void anUploadAnswers200WithARequestIdAndNothingElse() {
        var answer =
                shop.upload(
                        BASE + "/api/upload",
                        "product_name,serial_no,input_image_urls\nSKU1,1,\"" + shop.good + "\"\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"requestId\":\"[0-9a-f-]{36}\"}");
    }

    @Test
    void anInvalidCsvAnswers404WithTheDocumentsMessage() {
        var answer = shop.upload(BASE + "/api/upload", "name,price\nMug,3\n");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("\"msg\":\"Invalid CSV file format\"")
                .contains("\"detail\"");
    }

    @Test
    void aFileThatIsNoCsvAnswers404Too() {
        var answer =
                shop.server.send(new Form().file("file", "logo.png", "x"), BASE + "/api/upload");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("\"msg\":\"Invalid CSV file format\"");
    }

    @ParameterizedTest
    @CsvSource({"clean", "one fails", "all fail"})
    void everyBatchEndsAsCompletedWithAFile(String kind) {
        var urls =
                switch (kind) {
                    case "clean" -> shop.good;
                    case "one fails" -> shop.good + "," + shop.missing;
                    default -> shop.missing;
                };
        var id = shop.ended(BASE + "/api/upload", "requestId", Shop.csv(urls));

        var status = shop.json(BASE + "/api/status?request_id=" + id);

        assertThat(status.get("request_id").asString()).isEqualTo(id);
        assertThat(status.get("status").asString()).isEqualTo("completed");
        assertThat(status.get("file_path").asString())
                .endsWith(BASE + "/static/csv/" + id + ".csv");
        var file = shop.server.get(status.get("file_path").asString());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-disposition").orElse(""))
                .startsWith("attachment");
        assertThat(file.body())
                .startsWith("S. No.,Product Name,Input Image Urls,Output Image Urls");
    }

    @Test
    void anUnknownIdAnswers400WithTheDocumentsError() {
        for (var id : new String[] {"unknown", "0198c2f0-0000-7000-8000-000000000000"}) {
            var answer = shop.server.get(BASE + "/api/status?request_id=" + id);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"Request with request id " + id + " not found\"}");
        }
    }

    @Test
    void atTheRootItsStatusIsAskedByQuery() {
        var id = shop.ended("/api/upload", "requestId", Shop.csv(shop.good));

        var status = shop.json("/api/status?request_id=" + id);

        assertThat(status.get("status").asString()).isEqualTo("completed");
        assertThat(status.get("file_path").asString())
                .endsWith("/static/csv/" + id + ".csv")
                .doesNotContain("compat");
        assertThat(shop.server.get("/static/csv/" + id + ".csv").statusCode()).isEqualTo(200);
    }
}
