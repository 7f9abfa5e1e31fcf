package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.imgmill.auth.Keyed;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plain client sends all it has and reads then; it must find the reason, not a broken pipe.
class RefusedUploadTest {

    private static final int MEGABYTES = 50;
    private static final String NO_CATALOGUE = "a,b,c\n";

    private final Server server = Server.shared();

    @Test
    void whoSendsEverythingFirstReadsTheRefusalThen() {
        try (var raw = RawHttp.to(server)) {
            raw.send(
                    RawHttp.head(
                            "POST /v1/batches",
                            "Host: localhost",
                            "Content-Type: text/csv",
                            "Content-Length: " + (MEGABYTES << 20)));
            send50Megabytes(raw);

            assertThat(raw.answer()).startsWith("HTTP/1.1 413").contains("cell_too_long");
        }
    }

    @Test
    void whoHasNoKeyReadsThatToo() {
        try (var raw = RawHttp.to(Keyed.server())) {
            raw.send(
                    RawHttp.head(
                            "POST /v1/batches",
                            "Host: localhost",
                            "Content-Type: text/csv",
                            "Content-Length: " + (MEGABYTES << 20)));
            send50Megabytes(raw);

            assertThat(raw.answer()).startsWith("HTTP/1.1 401").contains("unauthorized");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batches", "/upload", "/nowhere"})
    void javasClientReadsARefusal(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(server.url(path)))
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofInputStream(RefusedUploadTest::big))
                        .build();

        assertThat(server.send(request).statusCode()).isIn(400, 404, 415);
    }

    private static void send50Megabytes(RawHttp raw) {
        raw.send(NO_CATALOGUE + "x".repeat((1 << 20) - NO_CATALOGUE.length()));
        var megabyte = "x".repeat(1 << 20);
        for (int i = 1; i < MEGABYTES; i++) {
            raw.send(megabyte);
        }
    }

    private static InputStream big() {
        return new SequenceInputStream(
                new ByteArrayInputStream(NO_CATALOGUE.getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(new byte[MEGABYTES << 20]));
    }
}
