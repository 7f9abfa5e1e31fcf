package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/batches",
                "/v1/keys",
                "/v1/audit",
                "/api/status/x",
                "/status/x",
                "/image/status/x",
                "/static/csv/x.csv",
                "/results/x_results.csv",
                "/actuator/metrics",
                "/compat/image-processor/image/status/x",
                "/nowhere",
                "//v1/batches",
                "/page/../v1/batches",
                "/v1/batches;/page/x",
                "/v1/%62atches"
            })
    void withoutAKeyNothingIsShown(String path) {
        for (var headers :
                List.of(
                        new String[] {"Host: localhost"},
                        new String[] {"Host: localhost", "Cookie: imgmill_session=made-up"})) {
            assertThat(RawHttp.ask(Keyed.server(), "GET " + path, headers))
                    .containsPattern("^HTTP/1.1 (401|400|404)")
                    .doesNotContain("\"data\"");
        }
    }

    @Test
    void aMissingKeyIsAskedForInTheWordsOfTheFace() {
        assertThat(Keyed.call("GET", "/v1/batches", "").statusCode()).isEqualTo(401);
        assertThat(Keyed.call("GET", "/v1/batches", "").headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(asked -> assertThat(asked).startsWith("Bearer"));
        assertThat(Keyed.call("GET", "/api/status/x", "").body()).contains("\"error\"", "\"msg\"");
        assertThat(Keyed.call("GET", "/api/status?request_id=x", "").body()).startsWith("{\"msg\"");
        assertThat(Keyed.call("GET", "/image/status/x", "").body()).startsWith("{\"detail\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/preview",
                "/actuator/health",
                "/actuator/health/liveness",
                "/index.html"
            })
    void thePageAndItsHealthAreEveryonesBecauseTheyHoldNothingOfAnyone(String path) {
        assertThat(Keyed.call("GET", path, "").statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyIsTakenFromEachOfTheHeadersThatClientsCanSend() {
        var key = Keyed.key("read");
        var basic =
                Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        for (var header :
                List.of(
                        List.of("Authorization", "Bearer " + key),
                        List.of("authorization", "bearer " + key),
                        List.of("X-API-Key", key),
                        List.of("Authorization", "Basic " + basic))) {
            assertThat(
                            Keyed.call("GET", "/v1/batches", "", header.get(0), header.get(1))
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aKeyIsShownOnceAndStoredAsADigest() {
        var key = Keyed.key("read", "write");

        assertThat(key).matches("im_[A-Za-z0-9_-]{43}");
        assertThat(Keyed.get(Keyed.ADMIN, "/v1/keys").body())
                .contains(key.substring(0, 8))
                .doesNotContain(key)
                .doesNotContain(Keyed.ADMIN);
        var stored =
                Keyed.server()
                        .db()
                        .sql("select string_agg(k::text, ' ') from api_key k")
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain(key).doesNotContain(Keyed.ADMIN);
    }

    @Test
    void aKeyDoesWhatItsScopesSayAndNoMore() {
        var reader = Keyed.key("read");
        var writer = Keyed.key("write");

        assertThat(Keyed.get(reader, "/v1/batches").statusCode()).isEqualTo(200);
        assertThat(Keyed.upload(reader, "/v1/batches", "http://127.0.0.1:1/a.jpg").statusCode())
                .isEqualTo(403);
        assertThat(Keyed.upload(writer, "/v1/batches", "http://127.0.0.1:1/a.jpg").statusCode())
                .isEqualTo(202);
        assertThat(Keyed.get(writer, "/v1/batches").statusCode()).isEqualTo(403);
        for (var key : List.of(reader, writer)) {
            assertThat(Keyed.get(key, "/v1/keys").statusCode()).isEqualTo(403);
            assertThat(Keyed.get(key, "/v1/audit").statusCode()).isEqualTo(403);
            assertThat(
                            Keyed.call("POST", "/v1/keys", "{\"name\":\"x\"}", "X-API-Key", key)
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void theLastAdminKeyCannotBeRevoked() {
        var admin =
                Server.json(Keyed.get(Keyed.ADMIN, "/v1/keys").body()).at("/data/0/id").asString();

        var answer = Keyed.call("DELETE", "/v1/keys/" + admin, "", "X-API-Key", Keyed.ADMIN);

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void whoGuessesKeysIsToldToComeBackLaterAndLocksOutNoRightKey() {
        var neverUsedBefore = Keyed.key("read");

        for (int i = 0; i < 3; i++) {
            assertThat(from("127.0.0.7", "im_guess" + i)).startsWith("HTTP/1.1 401");
        }
        for (int i = 0; i < 10; i++) {
            assertThat(from("127.0.0.7", "im_guess4"))
                    .startsWith("HTTP/1.1 429")
                    .containsIgnoringCase("retry-after: ");
        }

        assertThat(from("127.0.0.7", neverUsedBefore)).startsWith("HTTP/1.1 200");
        assertThat(session("127.0.0.7", neverUsedBefore)).startsWith("HTTP/1.1 204");
        assertThat(session("127.0.0.7", "im_guess5")).startsWith("HTTP/1.1 429");
        assertThat(from("127.0.0.8", "im_guess5")).startsWith("HTTP/1.1 401");
    }

    private static String session(String address, String key) {
        var body = "{\"key\": \"%s\"}".formatted(key);
        try (var raw = RawHttp.to(Keyed.server(), address)) {
            raw.send(
                    RawHttp.head(
                            "POST /v1/session",
                            "Host: localhost",
                            "Content-Type: application/json",
                            "Content-Length: " + body.length()));
            return raw.send(body).answer();
        }
    }

    private static String from(String address, String key) {
        try (var raw = RawHttp.to(Keyed.server(), address)) {
            raw.send(RawHttp.head("GET /v1/batches", "Host: localhost", "X-API-Key: " + key));
            return raw.answer();
        }
    }

    @Test
    void whoChangedWhatIsWrittenDown() {
        var key = Keyed.key("read", "write");
        var answer = Keyed.upload(key, "/v1/batches", "http://127.0.0.1:1/a.jpg");
        var id = Server.json(answer.body()).get("id").asString();
        Keyed.call("DELETE", "/v1/batches/" + id, "", "X-API-Key", key);

        var entries =
                Server.json(Keyed.get(Keyed.ADMIN, "/v1/audit?limit=1000").body()).get("data");

        assertThat(entries.toString())
                .contains("\"path\":\"/v1/batches\",\"status\":202,\"made\":\"/v1/batches/" + id)
                .contains(
                        "\"method\":\"DELETE\",\"path\":\"/v1/batches/" + id + "\",\"status\":204")
                .doesNotContain(key);
    }
}
