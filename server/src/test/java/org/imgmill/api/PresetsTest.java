package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What a shop always wants, said once.
class PresetsTest {

    private static final String SHOP =
            """
            {"recipe": {"quality": 60}, "name_template": "{output}/{id}",
             "outputs": [{"name": "zoom", "max_width": 100}, {"name": "thumb", "width": 10, "height": 10, "fit": "cover"}]}
            """;

    @AutoClose private final Server server = Server.start();
    @AutoClose private final Origin origin = Origin.start();

    private HttpResponse<String> call(
            String method, String path, @Nullable String body, @Nullable String key) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("X-API-Key", key);
        }
        return server.send(request.build());
    }

    private JsonNode batch(HttpResponse<String> taken) {
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        return Server.json(taken.body());
    }

    private Form form(String... fields) {
        origin.serve("/a.jpg", Pictures.jpeg(200, 150));
        var form =
                new Form()
                        .file(
                                "file",
                                "p.csv",
                                "S. No.,Product Name,Input Image Urls\n1,Mug,%s\n"
                                        .formatted(origin.url("/a.jpg")));
        for (int i = 0; i < fields.length; i += 2) {
            form.field(fields[i], fields[i + 1]);
        }
        return form;
    }

    @Test
    void anUploadHasWhatItsPresetSaysAndWhatItSaysItself() {
        var put = call("PUT", "/v1/presets/shop", SHOP, null);
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(Server.json(put.body()).at("/outputs/1/fit").asString()).isEqualTo("cover");
        assertThat(
                        Server.json(call("GET", "/v1/presets", null, null).body())
                                .at("/data/0/name")
                                .asString())
                .isEqualTo("shop");

        var batch = batch(server.send(form("preset", "shop"), "/v1/batches"));
        assertThat(batch.at("/outputs/1/name").asString()).isEqualTo("thumb");
        assertThat(batch.at("/outputs/1/recipe/quality").asInt()).isEqualTo(60);
        assertThat(batch.get("name_template").asString()).isEqualTo("{output}/{id}");
        var ended = server.awaitEnd(batch.get("id").asString());
        assertThat(server.get(ended.at("/links/results_csv").asString()).body())
                .contains("/zoom/1.jpg,http")
                .contains("/thumb/1.jpg");

        var own =
                batch(
                        server.send(
                                form("preset", "shop", "name_template", "{output}/{name}"),
                                "/v1/batches"));
        assertThat(own.get("name_template").asString()).isEqualTo("{output}/{name}");
        var plain = batch(server.send(form(), "/v1/batches"));
        assertThat(plain.get("outputs").isEmpty()).isTrue();
    }

    @Test
    void aListAndAnAddressMayNameOneToo() {
        origin.serve("/a.jpg", Pictures.jpeg(200, 150));
        call(
                "PUT",
                "/v1/presets/small",
                "{\"recipe\": {\"max_width\": 50, \"format\": \"png\"}}",
                null);

        var list =
                batch(
                        server.postJson(
                                "/v1/batches",
                                "{\"images\": [{\"url\": \"%s\"}], \"preset\": \"small\", \"recipe\": {\"format\": \"webp\"}}"
                                        .formatted(origin.url("/a.jpg"))));

        assertThat(list.at("/recipe/max_width").asInt()).isEqualTo(50);
        assertThat(list.at("/recipe/format").asString()).isEqualTo("webp");
    }

    @Test
    void theDefaultIsThatOfUploadsWhichNameNone() {
        call(
                "PUT",
                "/v1/presets/usual",
                "{\"recipe\": {\"quality\": 33}, \"default\": true}",
                null);
        call("PUT", "/v1/presets/next", "{\"recipe\": {\"quality\": 44}, \"default\": true}", null);

        assertThat(batch(server.send(form(), "/v1/batches")).at("/recipe/quality").asInt())
                .isEqualTo(44);
        assertThat(
                        batch(server.send(form("preset", "none"), "/v1/batches"))
                                .at("/recipe/quality")
                                .asInt())
                .isEqualTo(50);
        assertThat(call("DELETE", "/v1/presets/next", null, null).statusCode()).isEqualTo(204);
        assertThat(batch(server.send(form(), "/v1/batches")).at("/recipe/quality").asInt())
                .isEqualTo(50);
        assertThat(call("DELETE", "/v1/presets/next", null, null).statusCode()).isEqualTo(404);
    }

    @Test
    void aKeyHasItsOwnAndAnAdminsAreForAll() {
        var admin = key("admin", "[\"admin\"]", null);
        var one = key("one", "[\"read\", \"write\"]", admin);
        var two = key("two", "[\"read\", \"write\"]", admin);
        call("PUT", "/v1/presets/shop", "{\"recipe\": {\"quality\": 20}}", admin);
        call("PUT", "/v1/presets/shop", "{\"recipe\": {\"quality\": 30}}", one);
        call("PUT", "/v1/presets/mine", "{}", one);

        assertThat(quality(one)).isEqualTo(30);
        assertThat(quality(two)).isEqualTo(20);
        assertThat(call("GET", "/v1/presets/mine", null, two).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/v1/presets/shop", null, two).statusCode()).isEqualTo(404);
        assertThat(call("DELETE", "/v1/presets/shop", null, one).statusCode()).isEqualTo(204);
        assertThat(quality(one)).isEqualTo(20);
    }

    private int quality(String key) {
        var taken = server.send(form("preset", "shop"), "/v1/batches", "X-API-Key", key);
        return batch(taken).at("/recipe/quality").asInt();
    }

    private String key(String name, String scopes, @Nullable String by) {
        var made =
                call(
                        "POST",
                        "/v1/keys",
                        "{\"name\": \"%s\", \"scopes\": %s}".formatted(name, scopes),
                        by);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Server.json(made.body()).get("key").asString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | {\"recipe\": {\"quality\": 0}} | quality is a whole number",
                "a | {\"recipe\": {\"qualty\": 1}} | There is no field \"qualty\"",
                "a | {\"recpe\": {}} | There is no field \"recpe\"",
                "a | {\"outputs\": []} | outputs is a list of 1 to 16",
                "a | {\"name_template\": \"{output}/{id}\"} | name_template has {output}",
                "a | {\"default\": 3} | default is true or false",
                "none | {} | The name of a preset",
                "a%20b | {} | The name of a preset"
            })
    void whatNoUploadCouldSayIsRefused(String name, String body, String why) {
        var answer = call("PUT", "/v1/presets/" + name, body, null);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString()).startsWith(why);
    }

    @Test
    void aPresetThatIsNotThereIsNamed() {
        var answer = server.send(form("preset", "shpo"), "/v1/batches");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString())
                .startsWith("There is no preset \"shpo\"");
    }
}
