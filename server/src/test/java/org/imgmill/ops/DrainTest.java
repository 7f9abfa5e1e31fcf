package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Gate;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {

    private static final int IMAGES = 60;
    private static final int AT_A_TIME = 4 * 8;

    @TempDir Path folder;

    @Test
    void aNodeThatIsToldToStopEndsWhatItHasBegunAndLeavesTheRestToAnother() throws Exception {
        try (var postgres = ExternalPostgres.start(folder);
                var origin = Origin.start();
                var leaving = start("leaving", postgres)) {
            var address = URI.create(leaving.address());
            var gate = new Gate(origin, IMAGES);
            var id = Server.at(address.toString()).upload(gate.catalogue());
            gate.await(AT_A_TIME);

            new ProcessBuilder("kill", "-TERM", Long.toString(leaving.process().pid()))
                    .start()
                    .waitFor();
            var said = leaving.readOn();
            awaitClosed(address.getPort());
            gate.open();
            try (var staying = start("staying", postgres)) {
                var batch = Server.at(staying.address()).awaitEnd(id);

                assertThat(batch.get("status").asString()).isEqualTo("completed");
                assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
            }
            assertThat(origin.requests()).as("no image is fetched twice").hasSize(IMAGES);
            assertThat(said.join()).doesNotContain("ERROR");
        }
    }

    @Test
    void fromTheSignalOnNoImageIsBegunThoughSomebodyWatches() throws Exception {
        try (var origin = Origin.start();
                var node = startAlone()) {
            var server = Server.at(node.address());
            var gate = new Gate(origin, IMAGES);
            var id = server.upload(gate.catalogue());
            gate.await(AT_A_TIME);
            try (var watching = RawHttp.to(server)) {
                watching.send(RawHttp.head("GET /v1/batches/" + id + "/events", "Host: localhost"));
                assertThat(watching.answerHead()).startsWith("HTTP/1.1 200");
                signal(node, "TERM");
                assertThat(node.saidUntil("told to stop")).contains("told to stop");
                var said = node.readOn();
                gate.open();

                assertThat(watching.answer())
                        .contains("event:progress")
                        .contains(":this server stops");
                assertThat(node.process().waitFor()).isEqualTo(143);
                assertThat(said.join()).doesNotContain("ERROR").doesNotContain("aborted");
            }
            assertThat(origin.requests()).hasSize(AT_A_TIME);
        }
    }

    @Test
    void aSecondSignalEndsTheNodeAtOnce() throws Exception {
        try (var origin = Origin.start();
                var node = startAlone()) {
            var gate = new Gate(origin, IMAGES);
            var id = Server.at(node.address()).upload(gate.catalogue());
            gate.await(AT_A_TIME);
            signal(node, "TERM");
            node.saidUntil("told to stop");
            var said = node.readOn();

            signal(node, "TERM");

            assertThat(node.process().waitFor()).isEqualTo(143);
            assertThat(said.join()).contains("a second time");
            gate.open();
            try (var again = startAlone()) {
                var batch = Server.at(again.address()).awaitEnd(id);
                assertThat(batch.at("/counts/stored").asInt()).isEqualTo(IMAGES);
            }
        }
    }

    private ServerProcess startAlone() throws IOException {
        return ServerProcess.start(
                folder.resolve("alone"),
                "--imgmill.outbound.allow=127.0.0.0/8",
                "--imgmill.drain-notice=0s");
    }

    private static void signal(ServerProcess node, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(node.process().pid()))
                .start()
                .waitFor();
    }

    /// Waits until it takes no more requests.
    private static void awaitClosed(int port) {
        Eventually.until("the server takes no more connections", () -> !takesConnections(port));
    }

    private static boolean takesConnections(int port) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }

    private ServerProcess start(String name, ExternalPostgres postgres) throws Exception {
        var settings = new ArrayList<>(postgres.settings());
        settings.add("--imgmill.storage=" + folder.resolve("objects"));
        settings.add("--imgmill.outbound.allow=127.0.0.0/8");
        settings.add("--imgmill.outbound.user-agent=" + name);
        return ServerProcess.start(folder.resolve(name), settings.toArray(String[]::new));
    }
}
