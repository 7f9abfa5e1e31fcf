package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The rows of a batch once more, with another recipe.
class AgainTest {

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private final Server server = Server.shared();
    private final byte[] photo = Pictures.jpeg(320, 240);
    private final Origin origin =
            Origin.start().serve("/a.jpg", photo).serve("/b.jpg", Pictures.jpeg(200, 100));
    private final String a = origin.url("/a.jpg");
    private final String b = origin.url("/b.jpg");

    @AfterEach
    void close() {
        origin.close();
    }

    private JsonNode images(JsonNode batch) {
        return Server.json(server.get(batch.at("/links/images").asString()).body()).get("data");
    }

    @Test
    void itsRowsRunAgainWithAnotherRecipeBesideTheFirst() {
        var list =
                "id,image\nA,\"%s,,%s\"\nB,%s\nC,%s\n"
                        .formatted(a, b, a, origin.url("/missing.jpg"));
        var first = server.run(list, "name_template", "{id}-{n}.{ext}");
        var id = first.get("id").asString();

        var answer =
                server.postJson(
                        "/v1/batches/" + id + "/again",
                        "{\"recipe\": {\"width\": 50, \"format\": \"png\"}, \"webhook_url\": \"%s\"}"
                                .formatted(origin.url("/hook")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var taken = Server.json(answer.body());
        assertThat(taken.get("webhooks")).hasSize(1);
        var again = server.awaitEnd(taken.get("id").asString());

        assertThat(again.get("name")).isEqualTo(first.get("name"));
        assertThat(again.get("rows")).isEqualTo(first.get("rows"));
        assertThat(again.at("/counts/total")).isEqualTo(first.at("/counts/total"));
        assertThat(again.at("/counts/stored")).isEqualTo(first.at("/counts/stored"));
        assertThat(again.at("/recipe/width").asInt()).isEqualTo(50);
        var results = server.get(again.at("/links/results_csv").asString()).body();
        assertThat(results.lines().toList().get(1)).matches("A,.*/A-1\\.png,,http.*\\.png\"");
        assertThat(images(first).get(0).get("output_url").asString()).endsWith("/A-1.jpg");
        assertThat(server.getBytes(images(first).get(0).get("output_url").asString()).statusCode())
                .isEqualTo(200);
        server.delete("/v1/batches/" + id);
        var output = server.getBytes(images(again).get(0).get("output_url").asString());
        assertThat(Pictures.read(output.body()).getWidth()).isEqualTo(50);
        assertThat(server.postJson("/v1/batches/" + id + "/again", "{}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatCannotRunAgainIsRefused() {
        var pictures = server.send(new Form().file("images", "a.jpg", photo), "/v1/batches");
        var id = Server.json(pictures.body()).get("id").asString();
        server.awaitEnd(id);

        var answer = server.postJson("/v1/batches/" + id + "/again", "{}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The pictures of this batch came with it");

        var list = server.run(HEADER + "1,Mug," + a + "\n").get("id").asString();
        var unknown = server.postJson("/v1/batches/" + list + "/again", "{\"quality\": 5}");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("There is no field \\\"quality\\\"");
    }
}
