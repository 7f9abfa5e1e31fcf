package org.imgmill.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Gate;
import org.imgmill.testing.Pictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page while its server is away.
class ConnectionTest {

    @TempDir Path data;

    @Test
    void aServerKilledAndStartedAgainInTheMiddleIsWaitedForAndTheBatchEnds() throws Exception {
        var permits = new Semaphore(5);
        try (var browser = Browser.start();
                var origin = Origin.start()) {
            var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
            var photo = Pictures.jpeg(200, 150);
            for (int i = 0; i < 12; i++) {
                csv.append("%d,Cup,%s\n".formatted(i + 1, origin.url("/" + i)));
                origin.play(
                        "/" + i,
                        (_, reply) -> {
                            permits.acquire();
                            reply.respond(200, "", photo);
                        });
            }
            origin.serve("/0", photo); // the preview measures this one
            int port = freePort();
            var server = start(port);
            try (var page = browser.open("http://localhost:" + port)) {
                Browser.choose(page, "cups.csv", csv.toString());
                Browser.button(page, "Compress 12 images").click();
                assertThat(page.locator(".key .s")).hasText("6 stored");

                server.destroyForcibly().waitFor();
                assertThat(page.locator("#notices")).containsText("Connection lost.");
                assertThat(page.locator(".progress")).containsText("as of");
                assertThat(page.locator("#live")).hasText("Not connected");
                permits.release(100);
                server = start(port);

                assertThat(page.locator("#notices")).containsText("Connected again.");
                assertThat(Browser.state(page)).hasText("Finished");
                assertThat(page.locator(".key .s")).hasText("12 stored");
            } finally {
                server.destroy();
                server.waitFor();
            }
        }
    }

    @Test
    void aServerThatIsToldToStopSaysSoAndIsWaitedFor() throws Exception {
        try (var browser = Browser.start();
                var origin = Origin.start()) {
            var gate = new Gate(origin, 5, 5);
            int port = freePort();
            var server = start(port);
            try (var page = browser.open("http://localhost:" + port)) {
                Browser.choose(page, "cups.csv", gate.catalogue());
                Browser.button(page, "Compress 10 images").click();
                assertThat(page.locator(".key .s")).hasText("5 stored");

                server.destroy();
                assertThat(page.locator("#notices")).containsText("This server is stopping.");
                gate.open();
                server.waitFor();
                server = start(port);

                assertThat(page.locator("#notices")).containsText("Connected again.");
                assertThat(page.locator(".key .s")).hasText("10 stored");
            } finally {
                server.destroy();
                server.waitFor();
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(int port) throws IOException {
        var process =
                new ProcessBuilder(
                                List.of(
                                        ProcessHandle.current().info().command().orElseThrow(),
                                        "-Xmx256m",
                                        "-XX:TieredStopAtLevel=1",
                                        "--enable-native-access=ALL-UNNAMED",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "-Dimgmill.postgres.programs="
                                                + System.getProperty("imgmill.postgres.programs"),
                                        "org.imgmill.Imgmill",
                                        "--server.port=" + port,
                                        "--imgmill.data-dir=" + data,
                                        "--imgmill.outbound.allow=127.0.0.0/8"))
                        .redirectErrorStream(true)
                        .start();
        BufferedReader said = process.inputReader();
        for (var line = said.readLine(); ; line = said.readLine()) {
            if (line == null) {
                throw new IllegalStateException("the server did not start");
            }
            if (line.contains("imgmill is ready at ")) {
                Thread.ofVirtual().start(() -> said.lines().forEach(_ -> {}));
                return process;
            }
        }
    }
}
