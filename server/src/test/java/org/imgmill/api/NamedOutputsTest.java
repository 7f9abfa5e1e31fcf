package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.imgmill.testing.Zips;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Outputs under the names that a shop knows its pictures by.
class NamedOutputsTest {

    private static final String HEADER = "SKU,Title,Colour,Image Src\n";

    private final Server server = Server.shared();
    @AutoClose private final Origin origin = Origin.start();

    @BeforeEach
    void serve() {
        origin.serve("/front.jpg", Pictures.jpeg(40, 30))
                .serve("/back.png", Pictures.png(30, 20))
                .serve("/other.jpg", Pictures.jpeg(20, 20));
    }

    private String rows() {
        return HEADER
                + "A-01,\"Mug, large\",Größe,\"%s,%s\"\n"
                        .formatted(origin.url("/front.jpg"), origin.url("/back.png"))
                + "a-01,Cup,Größe,\"%s,%s\"\n"
                        .formatted(origin.url("/other.jpg"), origin.url("/front.jpg"));
    }

    private List<String> names(JsonNode batch) {
        var names = new ArrayList<String>();
        for (var product : data(batch, "products")) {
            for (var image : product.get("images")) {
                names.add(
                        image.get("output_url")
                                .asString()
                                .replaceFirst(".*/files/[0-9a-f]{32}/", ""));
            }
        }
        return names;
    }

    private JsonNode data(JsonNode batch, String what) {
        return Server.json(server.get(batch.at("/links/" + what).asString()).body()).get("data");
    }

    @Test
    void aRowThatGoesOnWithTheProductAboveIsCalledLikeItWhicheverColumnTheTemplateNames() {
        var csv =
                "SKU,Title,Image Src\nA-01,Mug,%s\n,,%s\n"
                        .formatted(origin.url("/front.jpg"), origin.url("/back.png"));

        assertThat(names(server.run(csv, "name_template", "{sku}-{n}.{ext}")))
                .containsExactly("A-01-1.jpg", "A-01-1-2.png");
        assertThat(names(server.run(csv, "name_template", "{id}-{n}.{ext}")))
                .containsExactly("A-01-1.jpg", "A-01-1-2.png");
    }

    @Test
    void outputsAreCalledAsTheTemplateSays() throws IOException {
        var batch = server.run(rows(), "name_template", "{Colour}/{id}-{n}.{ext}");

        assertThat(batch.get("name_template").asString()).isEqualTo("{Colour}/{id}-{n}.{ext}");
        assertThat(names(batch))
                .containsExactly(
                        "Gr%C3%B6%C3%9Fe/A-01-1.jpg",
                        "Gr%C3%B6%C3%9Fe/A-01-2.png",
                        "Gr%C3%B6%C3%9Fe/a-01-1-2.jpg",
                        "Gr%C3%B6%C3%9Fe/A-01-1.jpg");
        var csv = server.get(batch.at("/links/results_csv").asString()).body();
        assertThat(csv).contains("/Gr%C3%B6%C3%9Fe/A-01-1.jpg,http");
        assertThat(zipped(batch))
                .containsExactlyInAnyOrder(
                        "results.csv",
                        "images/Größe/A-01-1.jpg",
                        "images/Größe/A-01-2.png",
                        "images/Größe/a-01-1-2.jpg");
    }

    private List<String> zipped(JsonNode batch) throws IOException {
        return Zips.names(server.getBytes(batch.at("/links/results_zip").asString()).body());
    }

    @Test
    void whoSavesAFileHasItUnderItsName() {
        var batch = server.run(rows(), "name_template", "{Colour}/{original}");
        var link = data(batch, "images").get(0).get("output_url").asString();

        var file = server.getBytes(link);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type").orElseThrow()).startsWith("image/");
        assertThat(file.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("inline;")
                .containsAnyOf("front.jpg", "back.png", "other.jpg");
        assertThat(
                        server.get(
                                        link.replaceFirst(
                                                "/files/[0-9a-f]{32}", "/files/" + "0".repeat(32)))
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theSameCatalogueHasTheSameNamesEveryTime() {
        var first = names(server.run(rows(), "name_template", "{Title}"));

        assertThat(names(server.run(rows(), "name_template", "{Title}"))).isEqualTo(first);
        assertThat(first).startsWith("Mug-large.jpg", "Mug-large-2.png", "Cup.jpg");
    }

    @Test
    void aListMayHaveATemplateToo() {
        var answer =
                server.postJson(
                        "/v1/batches",
                        """
                        {"images": [{"id": "mug", "url": "%s"}], "name_template": "{id}_{original}"}
                        """
                                .formatted(origin.url("/front.jpg")));
        assertThat(answer.statusCode()).isEqualTo(202);
        var batch = server.awaitEnd(Server.json(answer.body()).get("id").asString());

        assertThat(names(batch)).containsExactly("mug_front.jpg");
    }

    @Test
    void aTemplateThatCannotBeIsRefusedAndNothingIsKept() {
        var form = new Form().file("file", "p.csv", rows()).field("name_template", "{Size}");

        var answer = server.send(form, "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(400);
        var problem = Server.json(answer.body());
        assertThat(problem.get("code").asString()).isEqualTo("invalid_field");
        assertThat(problem.get("detail").asString()).contains("a column {Size}");
    }
}
