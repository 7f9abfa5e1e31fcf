package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.imgmill.node.StartRefused;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A server without any key.
class KeylessTest {

    private static final String ID = "0198c0de-0000-7000-8000-000000000000";

    private final Server server = Server.shared();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:1", "127.8.9.10", "[::1]:80"})
    void thisMachineIsServedUnderEachOfItsNames(String host) {
        assertThat(RawHttp.ask(server, "GET /v1/batches", "Host: " + host))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "[::2]"
            })
    void aNameThatWasMadeToResolveToThisMachineIsNotServed(String host) {
        for (var path : new String[] {"/v1/batches", "/", "/files/x/y", "/actuator/health"}) {
            assertThat(RawHttp.ask(server, "GET " + path, "Host: " + host))
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json", "imgmill.public-url");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /v1/batches/x/cancel                     | "code":"foreign_origin"
                    /api/upload                              | "error":"A page of
                    /compat/async-image-processing/api/upload| "msg":"A page of
                    /image/upload/                           | "detail":"A page of
                    """)
    void aPageOfAnotherSiteChangesNothingAndHearsWhyInTheWordsOfTheFace(String path, String said) {
        for (var sign :
                new String[] {
                    "Origin: https://evil.example",
                    "Origin: http://localhost:1",
                    "Origin: null",
                    "Sec-Fetch-Site: cross-site"
                }) {
            assertThat(
                            RawHttp.ask(
                                    server,
                                    "POST " + path,
                                    "Host: localhost:8080",
                                    sign,
                                    "Content-Length: 0"))
                    .startsWith("HTTP/1.1 403")
                    .contains(said)
                    .doesNotContain("Access-Control-Allow-Origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: 1",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: none",
                "Origin: http://localhost:8080",
                "Origin: https://localhost:8080"
            })
    void programsAndTheOwnPageAreLetThrough(String sign) {
        assertThat(
                        RawHttp.ask(
                                server,
                                "POST /v1/batches/" + ID + "/cancel",
                                "Host: localhost:8080",
                                sign,
                                "Content-Length: 0"))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void withoutKeysForEverLoopbackIsServedUnderItsOwnNamesOnly() {
        try (var server = Server.start("--imgmill.auth=none")) {
            assertThat(RawHttp.ask(server, "GET /v1/batches", "Host: evil.example"))
                    .contains("foreign_host");
            assertThat(RawHttp.ask(server, "GET /v1/batches", "Host: localhost"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aServerThatTheNetworkCouldReachDoesNotStart() {
        assertThatThrownBy(() -> Server.start("--server.address=0.0.0.0"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("server.address=0.0.0.0");
    }

    @Test
    void theFirstKeyMustBeAnAdminsBecauseItLocksTheDoor() {
        var answer = server.postJson("/v1/keys", "{\"name\": \"shop\", \"scopes\": [\"read\"]}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("last_admin_key", "scope admin");
    }
}
