package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Pictures that are handed in to be laid over others.
class WatermarksTest {

    @AutoClose private final Server server = Server.start();
    @AutoClose private final Origin origin = Origin.start();

    private HttpResponse<String> call(
            String method, String path, byte[] body, @Nullable String key) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (key != null) {
            request.header("X-API-Key", key);
        }
        return server.send(request.build());
    }

    private HttpResponse<String> put(String name, byte[] picture, @Nullable String key) {
        return call("PUT", "/v1/watermarks/" + name, picture, key);
    }

    private static byte[] plain(Color color) {
        var picture = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, color.getRGB());
            }
        }
        return Pictures.png(picture);
    }

    /// Takes one white picture in with `logo.png` over all of it.
    private JsonNode upload() {
        origin.serve("/a.png", plain(Color.WHITE));
        var taken =
                server.postJson(
                        "/v1/batches",
                        "{\"images\": [{\"url\": \"%s\"}], \"recipe\": {\"watermark\": \"logo.png\", \"format\": \"png\"}}"
                                .formatted(origin.url("/a.png")));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        return server.awaitEnd(Server.json(taken.body()).get("id").asString());
    }

    private Color output(JsonNode batch) throws IOException {
        var images = server.get("/v1/batches/%s/images".formatted(batch.get("id").asString()));
        var url = Server.json(images.body()).at("/data/0/output_url").asString();
        var bytes = server.getBytes(url).body();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
        return new Color(picture.getRGB(100, 75));
    }

    @Test
    void aBatchHasTheWatermarkThatItsNameStoodForWhenItCame() throws IOException {
        var green = put("logo.png", plain(Color.GREEN), null);
        assertThat(green.statusCode()).as(green.body()).isEqualTo(200);
        var first = upload();
        assertThat(output(first)).isEqualTo(Color.GREEN);
        assertThat(first.at("/recipe/watermark").asString())
                .isEqualTo(Server.json(green.body()).get("version").asString())
                .matches("logo-[0-9a-f]{16}\\.png");

        var red = put("logo.png", plain(Color.RED), null);
        assertThat(Server.json(red.body()).get("version"))
                .isNotEqualTo(Server.json(green.body()).get("version"));
        assertThat(output(upload())).isEqualTo(Color.RED);
        assertThat(Server.json(server.get("/v1/watermarks").body()).at("/data").size())
                .isEqualTo(1);

        assertThat(call("DELETE", "/v1/watermarks/logo.png", new byte[0], null).statusCode())
                .isEqualTo(204);
        origin.serve("/b.png", plain(Color.WHITE));
        var again =
                server.postJson(
                        "/v1/batches",
                        "{\"images\": [{\"url\": \"%s\"}], \"recipe\": {\"watermark\": \"%s\", \"format\": \"png\"}}"
                                .formatted(
                                        origin.url("/b.png"),
                                        first.at("/recipe/watermark").asString()));
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        var ended = server.awaitEnd(Server.json(again.body()).get("id").asString());
        assertThat(output(ended)).as("the version, though its name is gone").isEqualTo(Color.GREEN);
    }

    @Test
    void whatIsNoWatermarkIsRefusedAndSaysWhatToDo() {
        assertThat(detail(put("logo.png", "no picture".getBytes(StandardCharsets.UTF_8), null)))
                .isEqualTo("watermark: logo.png is no picture that imgmill reads.");
        assertThat(detail(put("logo.png", new byte[0], null))).startsWith("The body is empty;");
        assertThat(detail(put("a%20b.png", plain(Color.RED), null)))
                .startsWith("The name of a watermark is that of a file");
        assertThat(put("logo.png", new byte[(1 << 20) + 1], null).statusCode()).isEqualTo(413);
        assertThat(call("DELETE", "/v1/watermarks/logo.png", new byte[0], null).statusCode())
                .isEqualTo(404);

        var nothing =
                server.postJson(
                        "/v1/batches",
                        "{\"images\": [{\"url\": \"http://a/1.png\"}], \"recipe\": {\"watermark\": \"logo.png\"}}");
        assertThat(detail(nothing))
                .isEqualTo(
                        "watermark: there is no \"logo.png\"; this server lends [], and PUT /v1/watermarks/logo.png hands one in.");
    }

    private static String detail(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return Server.json(answer.body()).get("detail").asString();
    }

    @Test
    void aKeyHasItsOwnAndAnAdminsAreForAll() {
        var admin = key("admin", "[\"admin\"]", null);
        var one = key("one", "[\"read\", \"write\"]", admin);
        var two = key("two", "[\"read\", \"write\"]", admin);
        put("all.png", plain(Color.BLUE), admin);
        put("own.png", plain(Color.RED), one);

        assertThat(names(one)).isEqualTo("all.png own.png ");
        assertThat(names(two)).isEqualTo("all.png ");
        assertThat(call("DELETE", "/v1/watermarks/all.png", new byte[0], one).statusCode())
                .isEqualTo(404);
        assertThat(call("DELETE", "/v1/watermarks/own.png", new byte[0], two).statusCode())
                .isEqualTo(404);
    }

    private String names(String key) {
        var names = new StringBuilder();
        Server.json(call("GET", "/v1/watermarks", new byte[0], key).body())
                .get("data")
                .forEach(one -> names.append(one.get("name").asString()).append(' '));
        return names.toString();
    }

    private String key(String name, String scopes, @Nullable String by) {
        var made =
                server.send(
                        request(by)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"name\": \"%s\", \"scopes\": %s}"
                                                        .formatted(name, scopes)))
                                .build());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Server.json(made.body()).get("key").asString();
    }

    private HttpRequest.Builder request(@Nullable String key) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url("/v1/keys")))
                        .header("Content-Type", "application/json");
        return key == null ? request : request.header("X-API-Key", key);
    }
}
