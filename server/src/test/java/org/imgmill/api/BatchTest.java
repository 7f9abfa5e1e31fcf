package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Parts;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final byte[] photo = Pictures.jpeg(320, 240);
    private Origin origin = Origin.start();

    @BeforeEach
    void serve() {
        origin.serve("/a.jpg", photo)
                .serve("/b.jpg", Pictures.jpeg(200, 100))
                .serve("/c.png", Pictures.png(120, 90));
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void everyImageOfACatalogueIsFetchedCompressedAndStored() {
        var batch = server.run(HEADER + "1,Mug,\"%s,%s\"\n2,Bowl,%s\n".formatted(a(), b(), c()));

        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(batch.at("/counts/total").asInt()).isEqualTo(3);
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(3);
        assertThat(batch.get("completion_percentage").asDouble()).isEqualTo(100);
        assertThat(batch.get("bytes_out").asLong()).isBetween(1L, batch.get("bytes_in").asLong());
        var output = server.getBytes(images(batch).get(0).get("output_url").asString());
        assertThat(output.headers().firstValue("content-type")).contains("image/jpeg");
        assertThat(output.body()).hasSizeLessThan(photo.length);
        var picture = Pictures.read(output.body());
        assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(List.of(320, 240));
    }

    @Test
    void theAnswerComesAtOnceWithWhereToLook() {
        var answer =
                server.send(
                        new Form().file("file", "products.csv", HEADER + "1,Mug," + a() + "\n"),
                        "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(202);
        var id = Server.json(answer.body()).get("id").asString();
        assertThat(answer.headers().firstValue("location")).contains("/v1/batches/" + id);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        server.awaitEnd(id);
    }

    @Test
    void theOutputCsvIsTheInputWithOneColumnAlignedByPosition() {
        var rows =
                """
                1,"Mug, oat","%s,%s,%s",blue
                2,Bowl,%s,"says ""hi\"\""
                """
                        .formatted(a(), missing(), b(), c());
        var batch = server.run("S. No.,Product Name,Input Image Urls,Colour\n" + rows);

        var lines = server.get(batch.at("/links/results_csv").asString()).body().split("\r?\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0])
                .isEqualTo("S. No.,Product Name,Input Image Urls,Colour,Output Image Urls");
        assertThat(lines[1])
                .startsWith("1,\"Mug, oat\",\"%s,%s,%s\",blue,".formatted(a(), missing(), b()));
        assertThat(lines[1]).matches(".*,\"http[^,\"]+1-0\\.jpg,,http[^,\"]+1-2\\.jpg\"");
        assertThat(lines[2]).startsWith("2,Bowl," + c() + ",\"says \"\"hi\"\"\",http");
    }

    @Test
    void theOtherHeaderDialectGetsItsOwnOutputColumn() {
        var batch = server.run("product_name,serial_no,input_image_urls\nMug,1," + a() + "\n");

        assertThat(server.get(batch.at("/links/results_csv").asString()).body())
                .startsWith("product_name,serial_no,input_image_urls,output_image_urls");
    }

    @Test
    void aUrlThatStandsTenTimesIsFetchedOnceAndCountedTenTimes() {
        var csv = new StringBuilder(HEADER);
        for (int row = 1; row <= 10; row++) {
            csv.append(row).append(",Mug,").append(a()).append('\n');
        }
        var batch = server.run(csv.toString());

        assertThat(origin.requests("/a.jpg")).hasSize(1);
        assertThat(batch.at("/counts/total").asInt()).isEqualTo(10);
        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(10);
        assertThat(batch.at("/counts/distinct").asInt()).isEqualTo(1);
    }

    @Test
    void oneDeadImageCostsOneImage() {
        var batch = server.run(HEADER + "1,Mug,\"%s,%s\"\n".formatted(a(), missing()));

        assertThat(batch.get("status").asString()).isEqualTo("completed_with_errors");
        assertThat(batch.at("/counts/failed").asInt()).isEqualTo(1);
        assertThat(batch.at("/failures/0/code").asString()).isEqualTo("http_status");
        assertThat(batch.at("/failures/0/hosts/0/host").asString())
                .isEqualTo("127.0.0.1:" + origin.port());
        var failed =
                Server.json(
                        server.get("/v1/batches/%s/images?status=failed".formatted(id(batch)))
                                .body());
        assertThat(failed.at("/data/0/http_status").asInt()).isEqualTo(404);
        assertThat(failed.at("/data/0/message").asString()).isEqualTo("The server answered 404.");
        assertThat(failed.at("/data/0/products/0/name").asString()).isEqualTo("Mug");
        assertThat(failed.get("data")).hasSize(1);
    }

    @Test
    void aBatchOfWhichNothingCouldBeStoredHasFailed() {
        var batch = server.run(HEADER + "1,Mug,%s\n".formatted(missing()));

        assertThat(batch.get("status").asString()).isEqualTo("failed");
    }

    @Test
    void theErrorsFileRetriesExactlyWhatFailedWhenItIsUploadedAgain() {
        var batch =
                server.run(HEADER + "1,Mug,\"%s,%s\"\n2,Bowl,%s\n".formatted(a(), missing(), b()));
        var errors = server.get(batch.at("/links/errors_csv").asString()).body();
        assertThat(errors)
                .startsWith(
                        "S. No.,Product Name,Input Image Urls,Error Row,Error Codes,Error Messages");
        origin.serve("/missing.jpg", photo);

        var again = server.run(errors);

        assertThat(again.get("status").asString()).isEqualTo("completed");
        assertThat(again.at("/counts/total").asInt()).isEqualTo(1);
        assertThat(origin.requests("/a.jpg")).hasSize(1);
    }

    @Test
    void whatCannotBeAUrlFailsItsImageAndNotItsRow() {
        var batch = server.run(HEADER + "1,Mug,\"%s,ftp://example.com/x.jpg\"\n".formatted(a()));

        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(1);
        assertThat(batch.at("/failures/0/code").asString()).isEqualTo("invalid_url");
    }

    @Test
    void aServersHiccupIsTriedAgain() {
        origin.play("/flaky.jpg", Parts.flapping(2, 503, photo));
        var batch = server.run(HEADER + "1,Mug,%s\n".formatted(origin.url("/flaky.jpg")));

        assertThat(batch.get("status").asString()).isEqualTo("completed");
        assertThat(origin.requests("/flaky.jpg")).hasSize(3);
        assertThat(images(batch).get(0).get("attempts").asInt()).isEqualTo(3);
    }

    @Test
    void aBatchOfTwoHundredImagesIsWhole() {
        var csv = new StringBuilder(HEADER);
        for (int i = 1; i <= 200; i++) {
            origin.serve("/many/" + i, photo);
            csv.append("%d,Mug,%s\n".formatted(i, origin.url("/many/" + i)));
        }
        var batch = server.run(csv.toString());

        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(200);
        assertThat(
                        server.db()
                                .sql(
                                        "select count(*) from image where batch_id = ?::uuid and status = 1")
                                .param(id(batch))
                                .query(Integer.class)
                                .single())
                .isEqualTo(200);
    }

    @Test
    void aBatchOfMoreHostsThanItHasTurnsReachesThemAll() {
        var origins = Stream.generate(Origin::start).limit(70).toList();
        var csv = new StringBuilder(HEADER);
        origins.forEach(
                o -> csv.append("1,Mug,%s\n".formatted(o.serve("/a.jpg", photo).url("/a.jpg"))));

        var batch = server.run(csv.toString());

        assertThat(batch.at("/counts/stored").asInt()).isEqualTo(70);
        origins.forEach(Origin::close);
    }

    @Test
    void imagesThatComeAsAListHaveTheirResultsByTheirIds() {
        var answer =
                server.postJson(
                        "/v1/batches",
                        """
                        {"images": [{"id": "sku-1", "url": "%s"}, {"id": "sku-2", "url": "%s"}], "recipe": {"quality": 30}}
                        """
                                .formatted(a(), c()));
        assertThat(answer.statusCode()).isEqualTo(202);
        var batch = server.awaitEnd(Server.json(answer.body()).get("id").asString());

        assertThat(batch.at("/recipe/quality").asInt()).isEqualTo(30);
        assertThat(images(batch).get(0).at("/products/0/serial").asString()).isEqualTo("sku-1");
        assertThat(server.get(batch.at("/links/results_csv").asString()).body())
                .startsWith("id,input_url,output_url\r\nsku-1,");
    }

    private JsonNode images(JsonNode batch) {
        return Server.json(server.get(batch.at("/links/images").asString()).body()).get("data");
    }

    private static String id(JsonNode batch) {
        return batch.get("id").asString();
    }

    private String a() {
        return origin.url("/a.jpg");
    }

    private String b() {
        return origin.url("/b.jpg");
    }

    private String c() {
        return origin.url("/c.png");
    }

    private String missing() {
        return origin.url("/missing.jpg");
    }
}
