package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.imgmill.auth.Keys;
import org.imgmill.limits.KeyUse;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {

    @TempDir Path elsewhere;

    @Test
    void theFirstKeyIsMadeWithoutAServerAndTheOthersAskTheOneThatRuns() throws Exception {
        int port = freePort();
        assertThat(keys(port, "", "create", "--name", "shop").output()).contains("scope admin");
        var made =
                keys(
                        port,
                        "",
                        "create",
                        "--name",
                        "me",
                        "--scopes",
                        "admin",
                        "--images-per-day=70");
        assertThat(made.status()).isZero();
        var key = made.output().strip().lines().reduce((_, last) -> last).orElseThrow();
        assertThat(key).matches("im_[A-Za-z0-9_-]{43}");

        try (var server =
                Server.start(
                        "--server.address=0.0.0.0",
                        "--imgmill.limits.images-per-day=500",
                        "--imgmill.data-dir=" + elsewhere.resolve("d"))) {
            int running = URI.create(server.url("/")).getPort();
            assertThat(keys(running, "", "list").output()).contains("IMGMILL_KEY");
            var shop = keys(running, key, "create", "--name=shop", "--uploads-per-minute=30");
            assertThat(shop.output()).contains("shown this once").contains("\nim_");
            var list = keys(running, key, "list").output();
            assertThat(list).contains(key.substring(0, 8), "read,write", "shop");
            var own = line(list, "shop").substring(0, 36);
            assertThat(line(list, "me")).contains(" - ", " 70 ");
            assertThat(line(list, "shop")).contains(" 30 ", " (500) ", " - ");
            assertThat(keys(running, key, "limit", own, "--images-per-day=0").output())
                    .contains("uploads/min");
            var asked = RunningServersKeys.at("http://localhost:" + running, key);
            assertThat(asked.list())
                    .extracting(KeyLine::text)
                    .anyMatch(l -> l.contains(" 30  ") && l.endsWith(" -         -  shop"));
            var without = new OwnKeys(server.bean(Keys.class), server.bean(KeyUse.class));
            var changed =
                    new LimitOptions(
                            Map.of(
                                    "images-per-day",
                                    Optional.empty(),
                                    "concurrent-batches",
                                    Optional.of(2L)));
            assertThat(without.limit(own, changed).text()).contains(" 30 ", " (500) ", " 2 ");
            assertThat(without.list())
                    .extracting(KeyLine::text)
                    .anyMatch(l -> l.endsWith(" 2  shop"));
            assertThatThrownBy(() -> without.limit("7", changed))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("there is no key 7");
            assertThatThrownBy(() -> asked.limit("7", changed))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("key");
            assertThat(keys(running, key, "revoke", own).output()).contains("Revoked");
            assertThat(keys(running, key, "list").output()).contains("(revoked ");
        }
        assertThat(keys(port, "", "destroy").status()).isEqualTo(2);
    }

    private static String line(String list, String name) {
        return list.lines().filter(line -> line.endsWith("  " + name)).findFirst().orElseThrow();
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
