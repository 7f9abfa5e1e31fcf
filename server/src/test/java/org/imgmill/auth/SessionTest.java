package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

/// A key in the browser.
class SessionTest {

    @Test
    void aSessionStandsForItsKeyInACookieThatOnlyThisServersPageSends() {
        var opened =
                Keyed.call("POST", "/v1/session", "{\"key\": \"%s\"}".formatted(Keyed.key("read")));
        var cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();

        assertThat(opened.statusCode()).isEqualTo(204);
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
        var pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(Keyed.call("GET", "/v1/batches", "", "Cookie", pair).statusCode())
                .isEqualTo(200);
        assertThat(
                        Keyed.call("GET", "/v1/batches", "", "Cookie", pair, "X-API-Key", "wrong")
                                .statusCode())
                .isEqualTo(401);

        assertThat(Keyed.call("DELETE", "/v1/session", "", "Cookie", pair).headers().map())
                .hasEntrySatisfying(
                        "set-cookie", set -> assertThat(set.getFirst()).contains("Max-Age=0"));
        assertThat(Keyed.call("GET", "/v1/batches", "", "Cookie", pair).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aRevokedKeyOpensNothingAndNeitherDoesItsSession() {
        var key = Keyed.key("read");
        var cookie = session(key);
        assertThat(Keyed.call("GET", "/v1/batches", "", "Cookie", cookie).statusCode())
                .isEqualTo(200);

        revoke(key);

        assertThat(Keyed.get(key, "/v1/batches").statusCode()).isEqualTo(401);
        assertThat(Keyed.call("GET", "/v1/batches", "", "Cookie", cookie).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theEventsOfARevokedKeyEnd() throws IOException {
        var key = Keyed.key("read", "write");
        // It takes connections and says nothing: the batch does not end meanwhile.
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var image = "http://127.0.0.1:" + silent.getLocalPort() + "/a.jpg";
            var id =
                    Server.json(Keyed.upload(key, "/v1/batches", image).body())
                            .get("id")
                            .asString();
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(Keyed.server().url("/v1/batches/" + id + "/events")))
                            .header("X-API-Key", key)
                            .build();
            var events = Keyed.server().send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(events.statusCode()).isEqualTo(200);

            revoke(key);

            try (var lines = events.body()) {
                assertThat(lines).noneMatch(line -> line.equals("event:ended"));
            }
            Keyed.call("POST", "/v1/batches/" + id + "/cancel", "", "X-API-Key", Keyed.ADMIN);
        }
    }

    @Test
    void aSiteOnTheListMayAskAndReadsTheRefusalToo() {
        var headers =
                Keyed.call("GET", "/v1/batches", "", "Origin", "http://localhost:5173").headers();

        assertThat(headers.firstValue("Access-Control-Allow-Origin"))
                .contains("http://localhost:5173");
        assertThat(
                        Keyed.call(
                                        "POST",
                                        "/v1/session",
                                        "{\"key\": \"%s\"}".formatted(Keyed.key("read")),
                                        "Origin",
                                        "http://localhost:5173")
                                .statusCode())
                .isEqualTo(204);
    }

    private static String session(String key) {
        var cookie =
                Keyed.call("POST", "/v1/session", "{\"key\": \"%s\"}".formatted(key))
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static void revoke(String key) {
        for (var each : Server.json(Keyed.get(Keyed.ADMIN, "/v1/keys").body()).get("data")) {
            if (key.startsWith(each.get("starts").asString())
                    && !each.get("starts").asString().isEmpty()) {
                Keyed.call(
                        "DELETE",
                        "/v1/keys/" + each.get("id").asString(),
                        "",
                        "X-API-Key",
                        Keyed.ADMIN);
            }
        }
    }
}
