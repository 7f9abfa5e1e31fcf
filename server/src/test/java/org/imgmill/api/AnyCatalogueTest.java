package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.imgmill.api.batches.HeaderJson;
import org.imgmill.testing.Form;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What /v1 does with catalogues of any shape; all images are of a scheme that fails at once.
@Timeout(120)
class AnyCatalogueTest {

    private static final String PAGES = "id,title,link\n1,Mug,ftp://shop.example/mug\n";

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void rowsWithoutAnImageStayInPlaceWithAnEmptyCellAndAreCounted() {
        var batch =
                server.run(
                        """
                        Handle,Title,Image Src,Variant Image
                        mug,Mug,ftp://a.example/1.jpg,
                        mug,,ftp://a.example/2.jpg,ftp://a.example/3.jpg
                        cup,Cup,,
                        """);

        assertThat(batch.at("/counts/total").asInt()).isEqualTo(3);
        assertThat(batch.at("/warnings").toString()).contains("1 row has no image");
        var id = batch.get("id").asString();
        assertThat(server.get("/v1/batches/" + id + "/results.csv").body().replace("\r\n", "\n"))
                .isEqualTo(
                        """
                        Handle,Title,Image Src,Variant Image,Output Image Src,Output Variant Image
                        mug,Mug,ftp://a.example/1.jpg,,,
                        mug,,ftp://a.example/2.jpg,ftp://a.example/3.jpg,,
                        cup,Cup,,,,
                        """);
        var errors = server.get("/v1/batches/" + id + "/errors.csv").body();
        assertThat(errors).contains("ftp://a.example/2.jpg,ftp://a.example/3.jpg");
        assertThat(server.run(errors).at("/counts/total").asInt()).isEqualTo(3);
    }

    @Test
    void rowsThatGoOnHaveTheNameOfTheirProductWhereverItIsShownAndTheirOwnCellsInTheResults() {
        var csv =
                "Handle,Title,Image Src\nmug,Mug,ftp://a.example/1.jpg\nmug,,ftp://a.example/2.jpg\n,,ftp://a.example/3.jpg\n";
        var id = server.run(csv).get("id").asString();

        for (var q : new String[] {"", "?q=mug"}) {
            var products =
                    Server.json(server.get("/v1/batches/" + id + "/products" + q).body())
                            .get("data");
            assertThat(products).hasSize(3);
            for (var product : products) {
                assertThat(product.get("name").asString()).isEqualTo("Mug");
                assertThat(product.get("serial").asString()).isEqualTo("mug");
            }
        }
        for (var image :
                Server.json(server.get("/v1/batches/" + id + "/images").body()).get("data")) {
            assertThat(image.at("/products/0/name").asString()).isEqualTo("Mug");
            assertThat(image.at("/products/0/serial").asString()).isEqualTo("mug");
        }
        assertThat(server.get("/v1/batches/" + id + "/results.csv").body().replace("\r\n", "\n"))
                .startsWith(
                        "Handle,Title,Image Src,Output Image Src\n"
                                + csv.lines().skip(1).findFirst().orElseThrow())
                .contains("\n,,ftp://a.example/3.jpg,");
        assertThat(server.get("/v1/batches/" + id + "/errors.csv").body())
                .contains("mug,Mug,ftp://a.example/2.jpg", "mug,Mug,ftp://a.example/3.jpg");
    }

    @Test
    void aGuessThatIsNotSureIsRefusedWithTheMappingThatWouldTakeIt() {
        var refused = server.send(new Form().file("file", "shop.csv", PAGES), "/v1/batches");

        assertThat(refused.statusCode()).isEqualTo(400);
        var problem = Server.json(refused.body());
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo("unsure_columns");
        assertThat(problem.at("/columns/sure").asBoolean()).isFalse();
        assertThat(problem.at("/columns/images/0/certainty").asString()).isEqualTo("guess");
        assertThat(problem.at("/columns/first_rows/1/cells/2").asString())
                .isEqualTo("ftp://shop.example/mug");
        var mapping = problem.at("/columns/mapping").toString();
        assertThat(server.run(PAGES, "columns", mapping).at("/counts/total").asInt()).isEqualTo(1);
        assertThat(server.run(PAGES, "columns", "auto").at("/counts/total").asInt()).isEqualTo(1);
    }

    @Test
    void aDryRunSaysWhatWasTakenForWhatAndWhy() {
        var answer =
                server.send(
                        new Form().file("file", "shop.csv", PAGES).field("dry_run", "true"),
                        "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(200);
        var columns = Server.json(answer.body()).get("columns");
        assertThat(columns.get("sure").asBoolean()).isFalse();
        assertThat(columns.get("why").asString()).contains("do not look like pictures");
        assertThat(columns.at("/id/header").asString()).isEqualTo("id");
        assertThat(columns.at("/name/why").asString()).contains("known");
        assertThat(columns.get("first_rows")).hasSize(2);
    }

    @Test
    void aPersonSaysWhatIsWhat() {
        var cp1251 = Charset.forName("windows-1251");
        var answer =
                server.send(
                        new Form()
                                .file(
                                        "file",
                                        "shop.csv",
                                        "Прайс;;\nа;б;в\n1;Кружка;ftp://a.example/1.jpg\n"
                                                .getBytes(cp1251))
                                .field(
                                        "columns",
                                        "{\"id\": 1, \"name\": \"б\", \"images\": [\"в\"]}")
                                .field("header_row", "2")
                                .field("encoding", "windows-1251")
                                .field("delimiter", ";"),
                        "/v1/batches");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var id = Server.json(answer.body()).get("id").asString();
        server.awaitEnd(id);
        var product =
                Server.json(server.get("/v1/batches/" + id + "/products").body()).at("/data/0");
        assertThat(product.get("name").asString()).isEqualTo("Кружка");
        assertThat(product.get("serial").asString()).isEqualTo("1");
    }

    @Test
    void aMappingThatCannotBeIsNamed() {
        for (var field :
                new String[][] {
                    {"columns", "SKU"},
                    {"columns", "{\"sku\": 1}"},
                    {"encoding", "klingon"},
                    {"delimiter", "ab"},
                    {"header_row", "-1"}
                }) {
            var answer =
                    server.send(
                            new Form().field(field[0], field[1]).file("file", "shop.csv", PAGES),
                            "/v1/batches");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("\"code\":\"invalid_field\"", field[0]);
        }
    }

    @Test
    void anOlderFaceStaysAsStrictAsItsDocument() {
        var answer =
                server.send(
                        new Form()
                                .file(
                                        "file",
                                        "shop.csv",
                                        "SKU,Image URL\nA,ftp://a.example/1.jpg\n"),
                        "/upload");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("S. No.");
    }

    @Test
    void aHeaderThatVersion100KeptIsReadAsItWas() {
        var header =
                new HeaderJson()
                        .read(
                                "{\"columns\":[\"a\",\"b\",\"c\"],\"serial\":0,\"name\":1,\"urls\":2,"
                                        + "\"dialect\":{\"delimiter\":\";\",\"byteOrderMark\":true}}");

        assertThat(header.imageColumns()).containsExactly(2);
        assertThat(header.outputColumn()).isEqualTo("output_c");
        assertThat(header.dialect().delimiter()).isEqualTo(';');
    }
}
