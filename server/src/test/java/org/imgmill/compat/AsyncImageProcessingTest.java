package org.imgmill.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.testing.Form;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void anyFileNameAndAnyTextAsASerialNumberAreTaken() {
        var csv =
                "product_name,serial_no,input_image_urls\n,A-01,\"%s\"\nMug,,%s\n"
                        .formatted(shop.good, shop.missing);
        for (var name : new String[] {"products.txt", "export", "products.CSV"}) {
            var answer = shop.server.send(new Form().file("file", name, csv), BASE + "/api/upload");

            assertThat(answer.statusCode()).as(name).isEqualTo(200);
        }
        var id = shop.ended(BASE + "/api/upload", "requestId", csv);
        assertThat(shop.server.get(BASE + "/static/csv/" + id + ".csv").body().lines())
                .hasSize(3)
                .anyMatch(row -> row.startsWith(",A-01,"))
                .anyMatch(row -> row.startsWith("Mug,,"));
    }

    @Test
    void aRowWithoutAUrlIsStillRefusedSinceItsServerWouldNeverEnd() {
        var answer =
                shop.upload(
                        BASE + "/api/upload",
                        "product_name,serial_no,input_image_urls\nMug,A-01,\n");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("The cell holds no URL");
    }

    @Test
    void aFileWithoutRowsIsCompletedAtOnceWithAFileWithoutRows() {
        var id =
                shop.ended(
                        BASE + "/api/upload",
                        "requestId",
                        "product_name,serial_no,input_image_urls\n");

        var status = shop.json(BASE + "/api/status?request_id=" + id);

        assertThat(status.get("status").asString()).isEqualTo("completed");
        assertThat(shop.server.get(status.get("file_path").asString()).body().strip())
                .isEqualTo("product_name,serial_no,input_image_urls,output_image_urls");
    }

    /// The other faces and the root keep what their documents ask for.
    @ParameterizedTest
    @ValueSource(strings = {"/api/upload", "/compat/async-image-processor/api/upload"})
    void elsewhereAFileWithoutRowsAndATextAsASerialNumberAreRefused(String path) {
        for (var csv :
                new String[] {
                    "product_name,serial_no,input_image_urls\n",
                    "product_name,serial_no,input_image_urls\nMug,A-01," + shop.missing + "\n"
                }) {
            assertThat(shop.upload(path, csv).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aRecipeBySettingIsThatOfTheFaceAndOfNoOther() {
        try (var server =
                Server.start(
                        "--imgmill.compat.async-image-processing.recipe=scale=0.5, format=jpeg")) {
            for (var path : new String[] {BASE + "/api/upload", "/api/upload"}) {
                var answer =
                        server.send(new Form().file("file", "p.csv", Shop.csv(shop.good)), path);
                var batch = server.awaitEnd(Server.json(answer.body()).get("requestId").asString());

                boolean halved = path.startsWith(BASE);
                assertThat(batch.at("/recipe/format").asString())
                        .isEqualTo(halved ? "jpeg" : "keep");
                var images = server.get("/v1/batches/" + batch.get("id").asString() + "/images");
                assertThat(Server.json(images.body()).at("/data/0/width").asInt())
                        .isEqualTo(halved ? 60 : 120);
            }
        }
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
