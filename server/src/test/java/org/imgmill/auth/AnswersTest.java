package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What answers say, and what they keep to themselves.
class AnswersTest {

    /// Names of our classes and of others', lines of stack traces, folders.
    private static final Pattern INSIDES =
            Pattern.compile(
                    "\\tat |Exception|java\\.|org\\.imgmill|springframework|tomcat|jackson|imgmill-test-|/tmp/|SQL",
                    Pattern.CASE_INSENSITIVE);

    private final Server server = Server.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1/batches/x",
                "GET /nowhere",
                "GET /v1/nowhere",
                "GET /error",
                "PUT /v1/batches",
                "GET /v1/batches?limit=many",
                "GET /v1/batches?status=odd",
                "GET /v1/batches?after=%00",
                "GET /v1/batches?q=%00",
                "GET /v1/batches/%00",
                "GET /files/../../etc/passwd",
                "GET /files/%2e%2e/passwd",
                "GET /page/../../application.properties",
                "GET /page/%252e%252e/application.properties",
                "POST /v1/batches",
                "POST /v1/preview",
                "POST /api/upload",
                "POST /image/upload/",
                "DELETE /v1/keys/x",
                "GET /v1/audit?after=x",
                "GET /api/status/x",
                "GET /status/%ff",
                "GET /{}[]|\\",
                "BREW /v1/batches"
            })
    void nothingOfTheInsidesIsEverShown(String line) {
        for (var type :
                new String[] {"application/json", "multipart/form-data", "text/plain; x=\"", "x"}) {
            var answer =
                    RawHttp.ask(
                            server,
                            line,
                            "Host: localhost",
                            "Content-Type: " + type,
                            "Content-Length: 0");

            assertThat(answer).startsWith("HTTP/1.1 ");
            assertThat(answer).doesNotContainPattern(INSIDES);
        }
    }

    @Test
    void brokenJsonIsRefusedWithoutSayingWhatReadIt() {
        for (var body : new String[] {"{", "[]", "{\"images\": 5}", "{\"images\":[{\"url\":7}]}"}) {
            var answer = server.postJson("/v1/batches", body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).doesNotContainPattern(INSIDES);
        }
    }

    @Test
    void browsersTakeAnAnswerOfTheApiForNothingButData() {
        for (var path : new String[] {"/v1/batches", "/v1/batches/x", "/api/status/x"}) {
            var headers = server.get(path).headers();

            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
        }
    }
}
