package org.imgmill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.imgmill.batch.CrashingServer;
import org.imgmill.batch.Failpoint;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoisonTest {

    private static final int DEATHS_ALONE = 3;

    @TempDir Path dataDirectory;

    @Test
    void anImageThatKillsTheServerAgainAndAgainIsGivenUpAndTheServerLives() throws Exception {
        try (var origin = Origin.start().serve("/poison.jpg", Pictures.jpeg(100, 80))) {
            var id = killedOver(origin.url("/poison.jpg"));
            for (int death = 1; death <= DEATHS_ALONE; death++) {
                killedAgain();
            }

            try (var server = start("org.imgmill.Imgmill")) {
                var client = Server.at(server.address());
                assertThat(client.awaitEnd(id).get("status").asString()).isEqualTo("failed");
                var image =
                        Server.json(client.get("/v1/batches/" + id + "/images").body())
                                .at("/data/0");
                assertThat(image.get("code").asString()).isEqualTo("transcoder_crash");
            }
        }
    }

    /// The first death convicts nobody: others were in flight too, as far as anyone knows.
    private String killedOver(String url) throws Exception {
        try (var server = deadly()) {
            var client = Server.at(server.address());
            var id = client.upload("S. No.,Product Name,Input Image Urls\n1,Mug," + url + "\n");
            awaitDeath(server);
            return id;
        }
    }

    private void killedAgain() throws Exception {
        try (var server = deadly()) {
            awaitDeath(server);
        }
    }

    private static void awaitDeath(ServerProcess server) throws Exception {
        assertThat(server.saidUntil(CrashingServer.REACHED)).contains(CrashingServer.REACHED);
        server.kill();
    }

    private ServerProcess deadly() throws Exception {
        return start("-Dfailpoint=" + Failpoint.TRANSCODED, CrashingServer.class.getName());
    }

    private ServerProcess start(String... main) throws Exception {
        return ServerProcess.start(
                List.of(main), dataDirectory, "--imgmill.outbound.allow=127.0.0.0/8");
    }
}
