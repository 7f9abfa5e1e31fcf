package org.imgmill.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imgmill.fetch.WebUrlTest.url;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.imgmill.fetch.Posted.Answered;
import org.imgmill.fetch.Unreached.Blocked;
import org.imgmill.fetch.Unreached.ConnectFailed;
import org.imgmill.fetch.Unreached.TimedOut;
import org.imgmill.origin.Origin;
import org.imgmill.origin.Part;
import org.imgmill.origin.Parts;
import org.imgmill.origin.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PostTest {

    private static final byte[] EVENT = "{\"type\":\"batch.completed\"}".getBytes(UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private final Origin origin = Origin.start();

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void theEventArrivesWithItsHeaders() throws InterruptedException {
        Posted posted = post(Parts.ok("", "thanks".getBytes(UTF_8)), PATIENCE);

        assertThat(posted).isEqualTo(new Answered(200, Optional.empty(), "thanks"));
        Request received = origin.requests().getFirst();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.target()).isEqualTo("/hook?a=b");
        assertThat(received.body()).isEqualTo(EVENT);
        assertThat(received.header("webhook-id")).isEqualTo("msg_1");
        assertThat(received.header("content-type")).isEqualTo("application/json");
        assertThat(received.header("user-agent")).isEqualTo("imgmill/1.0");
        assertThat(received.header("host")).isEqualTo("127.0.0.1:" + origin.port());
    }

    @Test
    void redirectsAreNotFollowed() throws InterruptedException {
        assertThat(post(Parts.redirect("/elsewhere"), PATIENCE))
                .isEqualTo(new Answered(302, Optional.empty(), ""));
        assertThat(origin.requests("/elsewhere")).isEmpty();
    }

    @Test
    void aServerMayAskForALaterTry() throws InterruptedException {
        assertThat(post(Parts.status(429, "Retry-After: 120\n"), PATIENCE))
                .isEqualTo(new Answered(429, Optional.of(Duration.ofMinutes(2)), ""));
    }

    @Test
    void oneKilobyteOfTheAnswerIsKept() throws InterruptedException {
        byte[] page = "x".repeat(5000).getBytes(UTF_8);

        assertThat(post(Parts.ok("", page), PATIENCE))
                .isEqualTo(new Answered(200, Optional.empty(), "x".repeat(1024)));
    }

    @Test
    void anAnswerWhoseBodyIsBrokenIsAnAnswer() throws InterruptedException {
        assertThat(post(Parts.announce(10, "ok".getBytes(UTF_8)), PATIENCE))
                .isEqualTo(new Answered(200, Optional.empty(), "ok"));
    }

    @Test
    void silenceEndsAtTheTimeout() throws InterruptedException {
        assertThat(post(Parts.silence(), Duration.ofMillis(300)))
                .isEqualTo(new TimedOut("took longer than 300 ms"));
    }

    @Test
    void noConnectionIsKept() throws InterruptedException {
        try (var door = Door.in(folder).allowingLoopback().open()) {
            origin.play("/hook", Parts.ok("", EVENT));
            for (int i = 0; i < 2; i++) {
                assertThat(door.post().post(url(origin.url("/hook")), Map.of(), EVENT, PATIENCE))
                        .isInstanceOf(Answered.class);
            }
        }

        assertThat(origin.connections()).isEqualTo(2);
    }

    @Test
    void theHeadersOfAnImageHostAreNotForWebhooks() throws InterruptedException {
        var secret = Map.of("Authorization", "Bearer secret");
        try (var door =
                Door.in(folder)
                        .allowingLoopback()
                        .headers("127.0.0.1:" + origin.port(), secret)
                        .open()) {
            origin.play("/hook", Parts.ok("", EVENT));
            assertThat(door.post().post(url(origin.url("/hook")), Map.of(), EVENT, PATIENCE))
                    .isInstanceOf(Answered.class);
        }

        assertThat(origin.requests().getFirst().header("authorization")).isNull();
    }

    @Test
    void aPrivateAddressIsBlocked() throws InterruptedException {
        try (var door = Door.in(folder).open()) {
            assertThat(door.post().post(url(origin.url("/hook")), Map.of(), EVENT, PATIENCE))
                    .isEqualTo(new Blocked("127.0.0.1:" + origin.port()));
        }
        assertThat(origin.connections()).isZero();
    }

    @Test
    void aClosedPortIsNotReached() throws Exception {
        // Bound and not listening, so that no other process gets the port meanwhile.
        try (var bound = new Socket();
                var door = Door.in(folder).allowingLoopback().open()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            var authority = "127.0.0.1:" + bound.getLocalPort();

            assertThat(
                            door.post()
                                    .post(
                                            url("http://" + authority + "/hook"),
                                            Map.of(),
                                            EVENT,
                                            PATIENCE))
                    .isEqualTo(new ConnectFailed(authority));
        }
    }

    private Posted post(Part part, Duration timeout) throws InterruptedException {
        try (var door = Door.in(folder).allowingLoopback().open()) {
            origin.play("/hook", part);
            return door.post()
                    .post(
                            url(origin.url("/hook?a=b")),
                            Map.of("webhook-id", "msg_1"),
                            EVENT,
                            timeout);
        }
    }
}
