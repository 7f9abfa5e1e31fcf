package org.imgmill.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// No path takes a larger body than belongs there.
@Timeout(60)
class BodyLimitsTest {

    private static final long KB = 1024;
    private static final long MB = 1024 * KB;
    private static final String ID = "01a1fbbd-3e83-78ab-a8ec-d0f8afa07127";

    /// Of JSON, by path; any other: 4 KB.
    private static final Map<String, Long> JSON =
            Map.ofEntries(
                    Map.entry("/v1/batches", 32 * MB),
                    Map.entry("/v1/uploads/json", 32 * MB),
                    Map.entry("/v1/dry-runs/json", 32 * MB),
                    Map.entry("/v1/preview", 64 * KB),
                    Map.entry("/v1/keys", 64 * KB),
                    Map.entry("/v1/batches/{id}", 64 * KB),
                    Map.entry("/v1/batches/{id}/webhooks", 64 * KB),
                    Map.entry("/v1/batches/{id}/retry", 64 * KB),
                    Map.entry("/v1/batches/{id}/again", 64 * KB),
                    Map.entry("/v1/presets/{name}", 64 * KB),
                    Map.entry("/v1/catalogues", 64 * KB),
                    Map.entry("/v1/catalogues/{id}", 64 * KB),
                    Map.entry("/v1/watermarks/{name}", MB));

    /// Of forms, by path; any other: 4 KB.
    private static final Map<String, Long> FORMS =
            Map.of(
                    "/v1/batches", 1025 * MB,
                    "/v1/uploads/form", 1025 * MB,
                    "/v1/uploads/csv", 1025 * MB,
                    "/v1/dry-runs/form", 1025 * MB,
                    "/v1/dry-runs/csv", 1025 * MB,
                    "/v1/preview", 51 * MB);

    private static final Server SERVER = Server.shared();

    private static Stream<Map.Entry<String, String>> operations() {
        JsonNode paths = Server.json(SERVER.get("/v3/api-docs").body()).get("paths");
        return paths.propertyStream()
                .flatMap(
                        path ->
                                path.getValue()
                                        .propertyStream()
                                        .filter(
                                                method ->
                                                        Set.of(
                                                                        "get", "post", "put",
                                                                        "patch", "delete")
                                                                .contains(method.getKey()))
                                        .map(method -> Map.entry(path.getKey(), method.getKey())));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnnouncedBeyondTheLimitIsRefusedOnEveryPath() {
        return operations()
                .flatMap(
                        operation ->
                                Stream.of(
                                                "application/json",
                                                "multipart/form-data; boundary=b",
                                                "text/plain")
                                        .map(
                                                type ->
                                                        DynamicTest.dynamicTest(
                                                                operation + " " + type,
                                                                () -> refuses(operation, type))));
    }

    private static void refuses(Map.Entry<String, String> operation, String type) {
        long limit = limit(operation.getKey(), type);
        var line =
                operation.getValue().toUpperCase(java.util.Locale.ROOT)
                        + " "
                        + operation.getKey().replaceAll("\\{[^}]*}", ID);
        try (var raw = RawHttp.to(SERVER)) {
            raw.send(
                    RawHttp.head(
                            line,
                            "Host: localhost",
                            "Content-Type: " + type,
                            "Content-Length: " + (limit + 1)));
            assertThat(raw.answerHead()).startsWith("HTTP/1.1 413");
        }
    }

    private static long limit(String path, String type) {
        if (type.startsWith("multipart/")) {
            boolean face = path.matches("(/compat/[^/]+)?(/api|/image)?/upload/?");
            return face ? 1025 * MB : FORMS.getOrDefault(path, 4 * KB);
        }
        boolean webhook = path.contains("/api/webhook/");
        return webhook ? 64 * KB : JSON.getOrDefault(path, 4 * KB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/session", "/v1/keys", "/v1/preview", "/v1/batches/" + ID})
    void whatArrivesBeyondTheLimitIsRefusedThoughNothingWasAnnounced(String path) {
        long limit = path.equals("/v1/session") ? 4 * KB : 64 * KB;
        try (var raw = RawHttp.to(SERVER)) {
            raw.send(
                    RawHttp.head(
                            (path.endsWith(ID) ? "PATCH " : "POST ") + path,
                            "Host: localhost",
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked"));
            var chunk = "x".repeat(1024);
            raw.send("8\r\n{\"key\":\"\r\n");
            for (int i = 0; i < limit / 1024; i++) {
                raw.send("400\r\n" + chunk + "\r\n");
            }
            assertThat(raw.answerHead()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void aFormInTheWayOfBrowsersIsNoWayRoundTheLimit() {
        for (var path : List.of("/v1/session", "/v1/batches", "/api/upload")) {
            try (var raw = RawHttp.to(SERVER)) {
                raw.send(
                        RawHttp.head(
                                "POST " + path,
                                "Host: localhost",
                                "Content-Type: application/x-www-form-urlencoded",
                                "Content-Length: 2000000"));
                assertThat(raw.answerHead()).startsWith("HTTP/1.1 4");
            }
        }
    }
}
