package org.imgmill.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;

/// Who did what, and who was not let.
class AuditTest {

    @Test
    void whatWasRefusedIsWrittenDownToo() {
        var key = Keyed.key("read");
        Keyed.call("POST", "/v1/batches/x/cancel", "", "X-API-Key", key);

        assertThat(newest(20)).anyMatch(call -> call.equals("POST /v1/batches/x/cancel 403 test"));
    }

    @Test
    void loginsAndLogoutsAreWrittenDown() {
        var opened =
                Keyed.call("POST", "/v1/session", "{\"key\": \"%s\"}".formatted(Keyed.key("read")));
        var cookie = opened.headers().firstValue("Set-Cookie").orElseThrow();
        Keyed.call("DELETE", "/v1/session", "", "Cookie", cookie.replaceAll(";.*", ""));

        assertThat(newest(20)).contains("POST /v1/session 204 test", "DELETE /v1/session 204 test");
    }

    @Test
    void aWrongKeyIsWrittenDownAndNoKeyIsNot() {
        try (var server =
                Server.start(
                        "--imgmill.auth.admin-key=" + Keyed.ADMIN,
                        "--imgmill.auth.audit-reads=true")) {
            var wrong =
                    java.net.http.HttpRequest.newBuilder(
                                    java.net.URI.create(server.url("/v1/batches")))
                            .header("X-API-Key", "im_wrong")
                            .build();
            assertThat(server.send(wrong).statusCode()).isEqualTo(401);
            assertThat(server.get("/v1/batches").statusCode()).isEqualTo(401);
            var read =
                    java.net.http.HttpRequest.newBuilder(
                                    java.net.URI.create(server.url("/v1/batches")))
                            .header("X-API-Key", Keyed.ADMIN)
                            .build();
            assertThat(server.send(read).statusCode()).isEqualTo(200);

            assertThat(
                            server.db()
                                    .sql(
                                            "select method || ' ' || status || ' ' || name from audit order by id")
                                    .query(String.class)
                                    .list())
                    .containsExactly("GET 401 ", "GET 200 imgmill.auth.admin-key");
        }
    }

    private static List<String> newest(int count) {
        var calls = new java.util.ArrayList<String>();
        for (var call :
                Server.json(Keyed.get(Keyed.ADMIN, "/v1/audit?limit=" + count).body())
                        .get("data")) {
            calls.add(
                    "%s %s %s %s"
                            .formatted(
                                    call.get("method").asString(),
                                    call.get("path").asString(),
                                    call.get("status").asInt(),
                                    call.get("name").asString()));
        }
        return calls;
    }
}
