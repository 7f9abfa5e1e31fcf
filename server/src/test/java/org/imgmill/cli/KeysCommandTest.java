package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {

    @TempDir Path elsewhere;

    @Test
    void theFirstKeyIsMadeWithoutAServerAndTheOthersAskTheOneThatRuns() throws Exception {
        int port = freePort();
        assertThat(keys(port, "", "create", "--name", "shop").output()).contains("scope admin");
        var made = keys(port, "", "create", "--name", "me", "--scopes", "admin");
        assertThat(made.status()).isZero();
        var key = made.output().strip().lines().reduce((_, last) -> last).orElseThrow();
        assertThat(key).matches("im_[A-Za-z0-9_-]{43}");

        try (var server =
                Server.start(
                        "--server.address=0.0.0.0",
                        "--imgmill.data-dir=" + elsewhere.resolve("d"))) {
            int running = URI.create(server.url("/")).getPort();
            assertThat(keys(running, "", "list").output()).contains("IMGMILL_KEY");
            var shop = keys(running, key, "create", "--name=shop");
            assertThat(shop.output()).contains("shown this once").contains("\nim_");
            var list = keys(running, key, "list").output();
            assertThat(list).contains(key.substring(0, 8), "read,write", "shop");
            var id = list.lines().filter(l -> l.endsWith("shop")).findFirst().orElseThrow();
            assertThat(keys(running, key, "revoke", id.substring(0, 36)).output())
                    .contains("Revoked");
            assertThat(keys(running, key, "list").output()).contains("(revoked ");
        }
        assertThat(keys(port, "", "destroy").status()).isEqualTo(2);
    }

    private Launcher.Answer keys(int port, String key, String... words)
            throws IOException, InterruptedException {
        var arguments = new java.util.ArrayList<>(java.util.List.of("keys"));
        arguments.addAll(java.util.List.of(words));
        arguments.add("--server.port=" + port);
        arguments.add("--imgmill.data-dir=" + elsewhere.resolve("d"));
        var command = new Launcher(elsewhere).command(arguments.toArray(String[]::new));
        command.environment().put("IMGMILL_KEY", key);
        return Launcher.finish(command);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
