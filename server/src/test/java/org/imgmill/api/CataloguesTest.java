package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Catalogues that come again are made, changed and deleted.
class CataloguesTest {

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void forget() {
        server.db().sql("delete from catalogue").update();
    }

    private JsonNode make(String body) {
        var made = server.postJson("/v1/catalogues", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Server.json(made.body());
    }

    @Test
    void aCatalogueSaysWhatItsUploadsBecomeAndWhenTheirImagesAreAskedForAgain() {
        var made =
                make(
                        """
                        {"name": "autumn", "recipe": {"quality": 61}, "fresh_for": "36h",
                         "origin_fresh_for": "7d", "gone_outputs": "remove"}
                        """);

        var shown = Server.json(server.get("/v1/catalogues/" + made.get("id").asString()).body());
        assertThat(shown).isEqualTo(made);
        assertThat(shown.get("fresh_for").asString()).isEqualTo("36h");
        assertThat(shown.get("origin_fresh_for").asString()).isEqualTo("7d");
        assertThat(shown.get("gone_outputs").asString()).isEqualTo("remove");
        assertThat(shown.at("/recipe/quality").asInt()).isEqualTo(61);
        assertThat(shown.get("last_run").isNull()).isTrue();
        assertThat(Server.json(server.get("/v1/catalogues/autumn").body())).isEqualTo(made);
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        make("{\"name\": \"autumn\", \"recipe\": {\"quality\": 61}, \"fresh_for\": \"36h\"}");

        var changed =
                server.sendJson(
                        "PATCH",
                        "/v1/catalogues/autumn",
                        "{\"name\": \"winter\", \"gone_outputs\": \"remove\"}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        var winter = Server.json(server.get("/v1/catalogues/winter").body());
        assertThat(winter.get("fresh_for").asString()).isEqualTo("36h");
        assertThat(winter.at("/recipe/quality").asInt()).isEqualTo(61);
        assertThat(winter.get("gone_outputs").asString()).isEqualTo("remove");
        assertThat(server.get("/v1/catalogues/autumn").statusCode()).isEqualTo(404);
    }

    @Test
    void aPresetMayTakeThePlaceOfARecipe() {
        server.send(
                HttpRequest.newBuilder(java.net.URI.create(server.url("/v1/presets/shop")))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"recipe\": {\"quality\": 33}}"))
                        .build());
        make("{\"name\": \"autumn\", \"preset\": \"shop\"}");

        var taken =
                server.postJson(
                        "/v1/batches",
                        "{\"images\": [{\"url\": \"http://127.0.0.1:1/a.jpg\"}], \"catalogue\": \"autumn\"}");

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        assertThat(Server.json(taken.body()).at("/recipe/quality").asInt()).isEqualTo(33);
        assertThat(Server.json(taken.body()).at("/catalogue/name").asString()).isEqualTo("autumn");
    }

    @Test
    void theyAreListedByNamePageByPage() {
        make("{\"name\": \"b\"}");
        make("{\"name\": \"a\"}");
        make("{\"name\": \"c\"}");

        var first = Server.json(server.get("/v1/catalogues?limit=2").body());
        var second =
                Server.json(
                        server.get("/v1/catalogues?limit=2&after=" + first.get("next").asString())
                                .body());

        assertThat(first.at("/data/0/name").asString()).isEqualTo("a");
        assertThat(first.at("/data/1/name").asString()).isEqualTo("b");
        assertThat(second.at("/data/0/name").asString()).isEqualTo("c");
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void aDeletedOneIsGoneAndItsNameIsFree() {
        var id = make("{\"name\": \"autumn\"}").get("id").asString();

        assertThat(server.delete("/v1/catalogues/" + id).statusCode()).isEqualTo(204);
        assertThat(server.get("/v1/catalogues/" + id).statusCode()).isEqualTo(404);
        assertThat(server.delete("/v1/catalogues/" + id).statusCode()).isEqualTo(404);

        make("{\"name\": \"autumn\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | name has 1 to 200 characters",
                "{\"name\": \"a\", \"fresh_for\": \"soon\"} | fresh_for is a time such as 24h",
                "{\"name\": \"a\", \"fresh_for\": \"-1h\"} | fresh_for is a time such as 24h",
                "{\"name\": \"a\", \"fresh_for\": \"24\"} | fresh_for is a time such as 24h",
                "{\"name\": \"a\", \"origin_fresh_for\": \"9999d\"} | origin_fresh_for is a time",
                "{\"name\": \"a\", \"gone_outputs\": \"maybe\"} | gone_outputs is keep or remove",
                "{\"name\": \"a\", \"recipe\": {\"quality\": 0}} | quality is a whole number",
                "{\"name\": \"a\", \"recpe\": {}} | There is no field \"recpe\"",
                "{\"name\": \"a\", \"preset\": \"shpo\"} | There is no preset \"shpo\"",
                "{\"name\": \"a\", \"preset\": \"none\", \"recipe\": {}} | A catalogue has a preset, or says",
                "{\"name\": \"taken\"} | There is a catalogue \"taken\" already"
            })
    void whatCannotBeIsRefused(String body, String why) {
        make("{\"name\": \"taken\"}");

        var answer = server.postJson("/v1/catalogues", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString()).startsWith(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"catalogue\": \"atumn\" | There is no catalogue \"atumn\"",
                "\"force\": true | force is for uploads that name a catalogue"
            })
    void anUploadThatNamesNoneIsRefused(String field, String why) {
        var answer =
                server.postJson(
                        "/v1/batches",
                        "{\"images\": [{\"url\": \"http://127.0.0.1:1/a.jpg\"}], %s}"
                                .formatted(field));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Server.json(answer.body()).get("detail").asString()).startsWith(why);
    }
}
