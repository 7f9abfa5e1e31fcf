package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.imgmill.auth.Keyed;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A plain client sends all it has and reads then; it must find the reason, not a broken pipe.
class RefusedUploadTest {

    private static final int MEGABYTES = 50;
    private static final String NO_CATALOGUE = "a,b,c\n";
    private static final String PYTHON =
            """
            import http.client, sys, urllib.parse
            address = urllib.parse.urlsplit(sys.argv[1])
            connection = http.client.HTTPConnection(address.netloc)
            connection.request('POST', address.path, open(sys.argv[2], 'rb').read(), {'Content-Type': 'text/csv'})
            print(connection.getresponse().read().decode())
            """;

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

    /// They send the whole file before they read, and give up where that fails.
    @ParameterizedTest
    @ValueSource(strings = {"curl", "python3"})
    void aScriptReadsARefusal(String program, @TempDir Path folder) throws Exception {
        assumeTrue(isInstalled(program), program + " is not installed");
        var file = folder.resolve("products.csv");
        try (var body = big()) {
            Files.copy(body, file);
        }
        var url = server.url("/v1/batches");
        var command =
                program.equals("curl")
                        ? List.of(
                                "curl",
                                "-sS",
                                "-H",
                                "Expect:",
                                "-H",
                                "Content-Type: text/csv",
                                "--data-binary",
                                "@" + file,
                                url)
                        : List.of("python3", "-c", PYTHON, url, file.toString());

        var process = new ProcessBuilder(command).redirectErrorStream(true).start();

        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("\"code\":\"").contains("\"status\":4");
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
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
