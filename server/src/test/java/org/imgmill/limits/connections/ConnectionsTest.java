package org.imgmill.limits.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Eventually;
import org.imgmill.testing.Gate;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that hold connections instead of asking for anything.
@Timeout(60)
class ConnectionsTest {

    private static final int PER_ADDRESS = 12;
    private static final int MOST = 100;
    private static final String ALIVE = "GET /actuator/health/liveness";
    private static final String HALF_A_HEADER = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ";

    private static Server server;
    private static Origin origin;

    private final List<RawHttp> held = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();

    @BeforeAll
    static void start() {
        origin = Origin.start();
        server =
                Server.start(
                        "--server.tomcat.max-connections=" + MOST,
                        "--imgmill.connections.per-address=" + PER_ADDRESS,
                        "--imgmill.connections.header-timeout=1s",
                        "--imgmill.connections.proxies=127.0.0.9/32");
    }

    @AfterAll
    static void stop() {
        server.close();
        origin.close();
    }

    @AfterEach
    void letGo() {
        gates.forEach(Gate::open);
        held.forEach(RawHttp::close);
        Eventually.until(
                "the batches' streams have ended",
                () -> !ask("127.0.0.6", "GET /v1/batches").startsWith("HTTP/1.1 503"));
    }

    private RawHttp hold(String from) {
        var raw = RawHttp.to(server, from);
        held.add(raw);
        return raw;
    }

    /// Held by an answer that does not end.
    private RawHttp follow(String from, String batch) {
        var raw = hold(from);
        raw.send(RawHttp.head("GET /v1/batches/" + batch + "/events", "Host: localhost"));
        return raw;
    }

    /// It does not end before the test does.
    private String batch() {
        gates.add(new Gate(origin, 1));
        return server.upload(gates.getLast().catalogue());
    }

    private static String ask(String from, String line) {
        try (var raw = RawHttp.to(server, from)) {
            raw.trySend(RawHttp.head(line, "Host: localhost"));
            return raw.answer();
        }
    }

    @Test
    void aHeaderThatDripsIsCutOff() {
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var slow = hold("127.0.0.1").send(HALF_A_HEADER);
            var drip =
                    clock.scheduleWithFixedDelay(
                            () -> slow.trySend("x"), 0, 50, TimeUnit.MILLISECONDS);

            assertThat(slow.answer()).doesNotContain("HTTP/1.1 2");
            drip.cancel(true);
        }
    }

    @Test
    void soIsTheSecondHeaderOfAConnection() {
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var slow = hold("127.0.0.1");
            slow.send("GET /v1/batches HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(slow.answerHead()).startsWith("HTTP/1.1 200");
            slow.send(HALF_A_HEADER);
            var drip =
                    clock.scheduleWithFixedDelay(
                            () -> slow.trySend("x"), 0, 50, TimeUnit.MILLISECONDS);

            assertThat(slow.answer()).doesNotContain("HTTP/1.1 2");
            drip.cancel(true);
        }
    }

    @Test
    void aRequestThatTakesLongIsNotMistakenForAHeader() {
        var follower = follow("127.0.0.1", batch());

        assertThat(follower.answerHead()).startsWith("HTTP/1.1 200");
        var line = follower.line();
        for (int lines = 0; lines < 100 && !line.startsWith(":"); lines++) {
            line = follower.line();
        }
        assertThat(line).as("a heartbeat, after 15 s").startsWith(":");
    }

    @Test
    void anAddressThatHoldsItsConnectionsForNothingLosesTheOldestToItsNext() {
        for (int i = 0; i < PER_ADDRESS; i++) {
            hold("127.0.0.3").send(HALF_A_HEADER);
        }

        for (int i = 0; i < 3 * PER_ADDRESS; i++) {
            assertThat(ask("127.0.0.3", ALIVE)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anAddressMayHaveSoManyRequestsAtATimeAndOthersAreNotTouched() {
        var batch = batch();
        for (int i = 0; i < PER_ADDRESS; i++) {
            assertThat(follow("127.0.0.4", batch).answerHead()).startsWith("HTTP/1.1 200");
        }

        assertThat(ask("127.0.0.4", ALIVE)).doesNotContain("HTTP/1.1");
        assertThat(ask("127.0.0.5", ALIVE)).startsWith("HTTP/1.1 200");
        held.removeFirst().close();
        Eventually.until(
                "it is seen that one went",
                () -> ask("127.0.0.4", ALIVE).startsWith("HTTP/1.1 200"));
    }

    @Test
    void whenRequestsHoldNearlyAllConnectionsHealthIsStillAnswered() {
        var batch = batch();
        int followed = 0;
        while (followed < MOST
                && follow("127.0.0.9", batch).answerHead().startsWith("HTTP/1.1 200")) {
            followed++;
        }
        assertThat(followed)
                .as("a proxy's connections are not counted, and 32 are kept")
                .isBetween(PER_ADDRESS + 1, MOST - 32);

        for (int i = 0; i < MOST; i++) {
            assertThat(ask("127.0.0.6", ALIVE)).startsWith("HTTP/1.1 200");
        }
        assertThat(ask("127.0.0.6", "GET /v1/batches"))
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: ")
                .contains("\"code\":\"unavailable\"");
    }

    @Test
    void moreConnectionsThanThereAreShutNobodyOut() {
        for (int i = 0; i < 3 * MOST; i++) {
            hold("127.0.0.9").send(HALF_A_HEADER);
        }

        assertThat(ask("127.0.0.6", "GET /v1/batches")).startsWith("HTTP/1.1 200");
    }
}
