package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A front end on Vite's port, as one of the older documents has it, talks to this server from a
/// browser.
class CorsTest {

    private static final String FRONT_END = "http://localhost:5173";

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.start("--imgmill.cors.origins=" + FRONT_END);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/upload",
                "/compat/async-image-processing/api/upload",
                "/compat/async-image-processing/api/upload/",
                "/v1/batches"
            })
    void aPreflightOfTheFrontEndIsAnswered(String path) {
        var answer = preflight(path, FRONT_END);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(FRONT_END);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("POST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
                .contains("idempotency-key");
    }

    @Test
    void aPreflightOfAnyoneElseIsRefused() {
        var answer = preflight("/api/upload", "http://localhost:5174");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).startsWith("{\"error\":\"A page of another site");
        assertThat(preflight("/v1/batches", "http://localhost:5174").body())
                .contains("\"code\":\"foreign_origin\"");
    }

    @Test
    void theFrontEndMayReadWhatItIsAnswered() {
        var answer =
                server.send(
                        HttpRequest.newBuilder(URI.create(server.url("/api/status?request_id=x")))
                                .header("Origin", FRONT_END)
                                .build());

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(FRONT_END);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .contains(
                        "Location",
                        "Retry-After",
                        "Content-Disposition",
                        "ETag",
                        "Content-Range",
                        "X-Imgmill-Bytes-Out");
    }

    private static HttpResponse<String> preflight(String path, String origin) {
        return server.send(
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "idempotency-key")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build());
    }
}
